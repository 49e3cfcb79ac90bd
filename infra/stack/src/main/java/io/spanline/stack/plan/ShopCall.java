package io.spanline.stack.plan;

import io.spanline.settings.Port;
import java.util.Arrays;
import java.util.Optional;

/** A call between two services of the shop, and the port of its proxy. */
public enum ShopCall {
  A_TO_B(Component.SERVICE_A, Component.SERVICE_B, Port.PROXY_A_TO_B),
  B_TO_C(Component.SERVICE_B, Component.SERVICE_C, Port.PROXY_B_TO_C),
  A_TO_C(Component.SERVICE_A, Component.SERVICE_C, Port.PROXY_A_TO_C);

  private final Component caller;
  private final Component callee;
  private final Port proxyPort;

  ShopCall(Component caller, Component callee, Port proxyPort) {
    this.caller = caller;
    this.callee = callee;
    this.proxyPort = proxyPort;
  }

  /** The one between services of these names, if there is one. */
  static Optional<ShopCall> between(String from, String to) {
    return Arrays.stream(values())
        .filter(call -> call.from().equals(from) && call.to().equals(to))
        .findAny();
  }

  public String from() {
    return caller.processName();
  }

  public String to() {
    return callee.processName();
  }

  Port calleePort() {
    return callee.ports().get(0);
  }

  Port proxyPort() {
    return proxyPort;
  }
}
