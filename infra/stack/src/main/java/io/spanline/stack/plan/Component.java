package io.spanline.stack.plan;

import io.spanline.settings.Port;
import io.spanline.stack.tool.Tool;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process of the stack, listed after those it uses. */
@SuppressWarnings("ImmutableEnumChecker") // its list and set are unmodifiable
public enum Component {
  KAFKA(List.of(Port.KAFKA, Port.KAFKA_CONTROLLER)),
  TOXIPROXY(List.of(Port.TOXIPROXY)),
  JAEGER(List.of(Port.JAEGER, Port.JAEGER_OTLP_GRPC, Port.JAEGER_OTLP_HTTP, Port.JAEGER_HEALTH)),
  COLLECTOR(
      List.of(Port.OTLP_HTTP, Port.OTLP_GRPC, Port.COLLECTOR_HEALTH, Port.COLLECTOR_TELEMETRY),
      KAFKA,
      JAEGER),
  SERVICE_C(List.of(Port.SERVICE_C), COLLECTOR, TOXIPROXY),
  SERVICE_B(List.of(Port.SERVICE_B), COLLECTOR, TOXIPROXY),
  SERVICE_A(List.of(Port.SERVICE_A), COLLECTOR, TOXIPROXY),
  STREAMS_BASELINE(List.of(Port.STREAMS_BASELINE), KAFKA),
  CAPTURE_WRITER(List.of(Port.CAPTURE_WRITER), KAFKA);

  /** Those that people may replace by services of their own. */
  public static final Set<Component> SHOP =
      Collections.unmodifiableSet(EnumSet.of(SERVICE_A, SERVICE_B, SERVICE_C));

  private final List<Port> ports;
  private final Set<Component> uses;

  Component(List<Port> ports, Component... uses) {
    this.ports = ports;
    this.uses = Set.of(uses);
  }

  /** Kebab-case, as in logs and messages. */
  public String processName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its program, if that is not one of ours. */
  public @Nullable Tool tool() {
    return switch (this) {
      case TOXIPROXY -> Tool.TOXIPROXY;
      case JAEGER -> Tool.JAEGER;
      case COLLECTOR -> Tool.COLLECTOR;
      default -> null;
    };
  }

  /** The ports it listens on, the one that people ask for first; Toxiproxy's proxies have more. */
  public List<Port> ports() {
    return ports;
  }

  /** Time to be ready when all start at once on two cores. */
  public Duration expected() {
    return switch (this) {
      case TOXIPROXY, JAEGER, COLLECTOR -> Duration.ofSeconds(2);
      case KAFKA -> Duration.ofSeconds(4);
      default -> Duration.ofSeconds(9);
    };
  }

  /**
   * Time from SIGTERM to SIGKILL. A service has no state to save: its agent sends its last spans at
   * once, or would wait 10 s for a Collector that is gone.
   */
  public Duration grace() {
    return switch (this) {
      case SERVICE_A, SERVICE_B, SERVICE_C -> Duration.ofSeconds(4);
      default -> Duration.ofSeconds(10);
    };
  }

  /**
   * Components that are stopped after it. The services do call each other, but nothing is lost if
   * they stop together.
   */
  public Set<Component> uses() {
    return uses;
  }

  /**
   * Components that must be ready before it starts. Two programs read topics; the other Java
   * programs would only take the processor from the broker while those two wait for it.
   */
  public Set<Component> waitsFor() {
    return this == KAFKA || tool() != null ? EnumSet.noneOf(Component.class) : EnumSet.of(KAFKA);
  }
}
