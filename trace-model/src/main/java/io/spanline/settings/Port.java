package io.spanline.settings;

/** Every port that the local stack listens on: the one list of them, all on 127.0.0.1. */
public enum Port {
  SERVICE_A(18081, "service-a"),
  SERVICE_B(18082, "service-b"),
  SERVICE_C(18083, "service-c"),
  PROXY_A_TO_B(18182, "Toxiproxy's proxy from service-a to service-b"),
  PROXY_B_TO_C(18183, "Toxiproxy's proxy from service-b to service-c"),
  PROXY_A_TO_C(18184, "Toxiproxy's proxy from service-a to service-c"),
  TOXIPROXY(8474, "Toxiproxy's API"),
  KAFKA(9092, "the Kafka broker"),
  KAFKA_CONTROLLER(9093, "the Kafka broker's own controller"),
  OTLP_GRPC(4317, "the Collector's OTLP/gRPC receiver"),
  OTLP_HTTP(4318, "the Collector's OTLP/HTTP receiver"),
  COLLECTOR_HEALTH(13133, "the Collector's health check"),
  COLLECTOR_TELEMETRY(8888, "the Collector's own metrics"),
  JAEGER(16686, "Jaeger's query API and page"),
  JAEGER_OTLP_GRPC(14317, "Jaeger's OTLP/gRPC receiver"),
  JAEGER_OTLP_HTTP(14318, "Jaeger's OTLP/HTTP receiver"),
  JAEGER_HEALTH(14133, "Jaeger's health check"),
  STREAMS_BASELINE(18090, "streams-baseline's REST interface"),
  CAPTURE_WRITER(18091, "capture-writer's REST interface");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts and a function without state
  private final Setting<Integer> setting;

  Port(int number, String owner) {
    this.setting =
        new Setting<>(
            "SPANLINE_PORT_" + name(), "port of " + owner, String.valueOf(number), Readers::port);
  }

  public Setting<Integer> setting() {
    return setting;
  }
}
