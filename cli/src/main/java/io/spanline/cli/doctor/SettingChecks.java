package io.spanline.cli.doctor;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.record.RunningStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks that the ports of the settings are free and that their waiting times fit together. */
record SettingChecks(Checkout checkout, Settings settings) {
  // The agent sends after 500 ms, the Collector after 200 ms; twice both is the least safe settle.
  private static final Duration LEAST_SETTLE = Duration.ofMillis(1400);

  List<Finding> look() throws IOException {
    List<Finding> findings = new ArrayList<>();
    if (RunningStack.find(checkout).isPresent()) {
      findings.add(Finding.ok("ports", "held by the running stack of this clone"));
    } else {
      findings.addAll(ports());
    }
    findings.add(settle());
    return findings;
  }

  private List<Finding> ports() {
    List<Finding> taken = new ArrayList<>();
    for (Port port : Port.values()) {
      int number = settings.port(port);
      if (!Ports.isFree(number)) {
        taken.add(
            Finding.mend(
                "port " + number,
                port.setting().meaning() + "; taken",
                "stop its process (%s), set %s, or use --ports auto%s"
                    .formatted(
                        Ports.whoListens(number),
                        port.setting().name(),
                        isOfTheShop(port)
                            ? "; ./spanline up --without-shop does not need it"
                            : "")));
      }
    }
    return taken.isEmpty() ? List.of(Finding.ok("ports", Port.values().length + " free")) : taken;
  }

  private static boolean isOfTheShop(Port port) {
    return port.name().startsWith("PROXY_")
        || Component.SHOP.stream().anyMatch(component -> component.ports().contains(port));
  }

  private Finding settle() {
    Duration settle = settings.value(Catalogue.TRACE_SETTLE);
    return settle.compareTo(LEAST_SETTLE) >= 0
        ? Finding.ok("settle", settle.toString())
        : Finding.mend(
            "settle",
            settle + " is under PT1.4S, twice what agent and Collector wait",
            "raise SPANLINE_TRACE_SETTLE, or traces are emitted in pieces");
  }
}
