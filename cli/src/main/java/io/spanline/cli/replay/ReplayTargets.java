package io.spanline.cli.replay;

import io.spanline.cli.invocation.Place;
import io.spanline.experiments.replay.plan.Targets;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where captured requests are sent to from this process. */
final class ReplayTargets {
  private ReplayTargets() {}

  /**
   * The targets.
   *
   * @param given what the user said, as {@link Targets#of} reads it
   * @param stack the one whose services are asked; empty if none runs
   */
  static Targets of(List<String> given, Optional<Settings> stack) {
    return Targets.of(
        given,
        stack.map(ReplayTargets::shop).orElse(Map.of()),
        Place.ofThisProcess() == Place.COMPOSE
            ? Targets.Loopback.ELSEWHERE
            : Targets.Loopback.THIS_MACHINE);
  }

  /** Where the stack's own services listen. */
  private static Map<String, URI> shop(Settings stack) {
    Map<String, URI> shop = new HashMap<>();
    for (Port port : List.of(Port.SERVICE_A, Port.SERVICE_B, Port.SERVICE_C)) {
      shop.put(port.process(), URI.create("http://" + stack.address(port)));
    }
    return shop;
  }
}
