package io.spanline.settings;

/**
 * Every port that the local stack listens on: the one list of them, and of the processes that they
 * belong to. All on 127.0.0.1, but where {@link Catalogue#ADDRESSES} says otherwise.
 */
public enum Port {
  SERVICE_A(18081, "service-a", "service-a"),
  SERVICE_B(18082, "service-b", "service-b"),
  SERVICE_C(18083, "service-c", "service-c"),
  PROXY_A_TO_B(18182, "toxiproxy", "Toxiproxy's proxy from service-a to service-b"),
  PROXY_B_TO_C(18183, "toxiproxy", "Toxiproxy's proxy from service-b to service-c"),
  PROXY_A_TO_C(18184, "toxiproxy", "Toxiproxy's proxy from service-a to service-c"),
  TOXIPROXY(8474, "toxiproxy", "Toxiproxy's API"),
  KAFKA(9092, "kafka", "the Kafka broker"),
  KAFKA_CONTROLLER(9093, "kafka", "the Kafka broker's own controller"),
  OTLP_GRPC(4317, "collector", "the Collector's OTLP/gRPC receiver"),
  OTLP_HTTP(4318, "collector", "the Collector's OTLP/HTTP receiver"),
  COLLECTOR_HEALTH(13133, "collector", "the Collector's health check"),
  COLLECTOR_TELEMETRY(8888, "collector", "the Collector's own metrics"),
  JAEGER(16686, "jaeger", "Jaeger's query API and page"),
  JAEGER_OTLP_GRPC(14317, "jaeger", "Jaeger's OTLP/gRPC receiver"),
  JAEGER_OTLP_HTTP(14318, "jaeger", "Jaeger's OTLP/HTTP receiver"),
  JAEGER_HEALTH(14133, "jaeger", "Jaeger's health check"),
  STREAMS_BASELINE(18090, "streams-baseline", "streams-baseline's REST interface"),
  CAPTURE_WRITER(18091, "capture-writer", "capture-writer's REST interface");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts and a function without state
  private final Setting<Integer> setting;

  private final String process;

  Port(int number, String process, String owner) {
    this.process = process;
    this.setting =
        new Setting<>(
            "SPANLINE_PORT_" + name(), "port of " + owner, String.valueOf(number), Readers::port);
  }

  public Setting<Integer> setting() {
    return setting;
  }

  /** The process that listens on it; also its host's name where each process has a host. */
  public String process() {
    return process;
  }
}
