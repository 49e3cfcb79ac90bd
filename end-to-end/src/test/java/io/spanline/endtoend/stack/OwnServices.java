package io.spanline.endtoend.stack;

import io.spanline.endtoend.stack.DocumentedCommands.Documented;
import io.spanline.settings.Port;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page for services of one's own as a script, at the ports of a test. */
final class OwnServices {
  /** Of the page, and ports of the shop that stand in for them here: without it they are free. */
  private static final Map<String, Port> PORTS_OF_THE_SERVICES =
      Map.of(
          "8001", Port.SERVICE_A,
          "8002", Port.SERVICE_B,
          "8003", Port.SERVICE_C,
          "8202", Port.PROXY_A_TO_B,
          "8302", Port.PROXY_B_TO_C);

  private OwnServices() {}

  /** What stands in for a port of the page. */
  static String port(String onThePage, Map<String, String> environment) {
    return String.valueOf(environment.get(PORTS_OF_THE_SERVICES.get(onThePage).setting().name()));
  }

  /** An edges.yaml that describes a proxy of theirs. */
  static String edges(Map<String, String> environment) {
    return """
        edges:
          - {from: service-a, to: service-b, proxy: a-to-b}
          - from: gateway
            to: checkout
            proxy: gateway-to-checkout
            listen: 127.0.0.1:%s
            upstream: 127.0.0.1:%s
        """
        .formatted(port("8302", environment), port("8001", environment));
  }

  /** The commands in one shell, as a person types them; ends at the first that fails. */
  static String script(List<Documented> commands, Map<String, String> environment) {
    StringBuilder script = new StringBuilder();
    for (Documented command : commands) {
      String good =
          DocumentedCommands.goodExits(command.text()).stream()
              .map("[ $ended = %d ]"::formatted)
              .collect(Collectors.joining(" || "));
      script.append(
          """
          echo 'line %d'
          %s
          ended=$?
          %s || { kill $(jobs -p); exit 1; }
          """
              .formatted(command.line(), command.text(), good));
    }
    String real = DocumentedCommands.atPorts(script.toString(), environment);
    for (Map.Entry<String, Port> port : PORTS_OF_THE_SERVICES.entrySet()) {
      real =
          real.replaceAll(
              "\\b" + port.getKey() + "\\b", environment.get(port.getValue().setting().name()));
    }
    return real;
  }
}
