package io.spanline.bench.load;

import static io.spanline.bench.load.Attributes.attribute;

import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.spanline.bench.load.SpanTemplate.Lineage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The spans of one service, as an agent for Java makes them, and what they have in common. */
final class ServiceTemplates {
  static final int OPERATIONS = 5;

  private static final String[] ROUTES = {"orders", "items", "prices", "carts", "payments"};
  private static final int THREADS = 16;
  private static final String SCHEMA = "https://opentelemetry.io/schemas/1.37.0";

  private final String callee;
  private final int port;
  private final byte[] resource;
  private final byte[] scope;
  private final byte[] schema;
  private final List<SpanTemplate> servers = new ArrayList<>();
  private final List<SpanTemplate> roots = new ArrayList<>();
  private final List<SpanTemplate> clients = new ArrayList<>();
  private final List<SpanTemplate> failures = new ArrayList<>();

  /**
   * Makes them.
   *
   * @param number of the service
   * @param callee that it calls
   */
  ServiceTemplates(String name, int number, String callee) {
    this.callee = callee;
    this.port = 18_080 + number % 10_000;
    // As fields of the messages around them: tag, length, bytes.
    this.resource = ResourceSpans.newBuilder().setResource(resource(name)).build().toByteArray();
    this.scope = ScopeSpans.newBuilder().setScope(scope()).build().toByteArray();
    this.schema = ResourceSpans.newBuilder().setSchemaUrl(SCHEMA).build().toByteArray();
    for (int operation = 0; operation < OPERATIONS; operation++) {
      servers.add(SpanTemplate.of(serverSpan(operation, 200), Lineage.CHILD));
      roots.add(SpanTemplate.of(serverSpan(operation, 200), Lineage.ROOT));
      clients.add(SpanTemplate.of(clientSpan(operation), Lineage.CHILD));
      failures.add(SpanTemplate.of(serverSpan(operation, 503), Lineage.CHILD));
    }
  }

  SpanTemplate server(int operation) {
    return servers.get(operation);
  }

  SpanTemplate root(int operation) {
    return roots.get(operation);
  }

  SpanTemplate client(int operation) {
    return clients.get(operation);
  }

  SpanTemplate failure(int operation) {
    return failures.get(operation);
  }

  byte[] resourceField() {
    return resource;
  }

  byte[] scopeField() {
    return scope;
  }

  byte[] schemaField() {
    return schema;
  }

  /** How many bytes a message of a length takes as a field of a low number. */
  static int fieldSize(int length) {
    return 1 + CodedOutputStream.computeUInt32SizeNoTag(length) + length;
  }

  private static Resource resource(String name) {
    String instance = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", name))
        .addAttributes(attribute("service.version", "1.4.2"))
        .addAttributes(attribute("service.instance.id", instance))
        .addAttributes(attribute("deployment.environment.name", "production"))
        .addAttributes(attribute("host.name", "node-17.example"))
        .addAttributes(attribute("telemetry.sdk.language", "java"))
        .addAttributes(attribute("telemetry.sdk.name", "opentelemetry"))
        .addAttributes(attribute("telemetry.sdk.version", "1.57.0"))
        .build();
  }

  private static InstrumentationScope scope() {
    return InstrumentationScope.newBuilder()
        .setName("io.opentelemetry.java-http-server")
        .setVersion("2.33.1-alpha")
        .build();
  }

  private Span.Builder serverSpan(int operation, int status) {
    String route = "/%s/{id}".formatted(ROUTES[operation]);
    Span.Builder span =
        span(operation, SpanKind.SPAN_KIND_SERVER, status)
            .setName("GET " + route)
            .setFlags(0x301)
            .addAttributes(attribute("http.route", route))
            .addAttributes(attribute("user_agent.original", "Java-http-client/17.0.15"));
    return status < 500
        ? span
        : span.setStatus(Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR));
  }

  private Span.Builder clientSpan(int operation) {
    return span(operation, SpanKind.SPAN_KIND_CLIENT, 200)
        .setName("GET")
        .setFlags(0x101)
        .addAttributes(attribute("peer.service", callee));
  }

  private Span.Builder span(int operation, SpanKind kind, int status) {
    int thread = (port * OPERATIONS + operation) % THREADS;
    return Span.newBuilder()
        .setKind(kind)
        .addAttributes(attribute("http.request.method", "GET"))
        .addAttributes(attribute("http.response.status_code", status))
        .addAttributes(
            attribute("url.path", "/%s/%s".formatted(ROUTES[operation], SpanTemplate.PATH_NUMBER)))
        .addAttributes(attribute("url.scheme", "http"))
        .addAttributes(attribute("server.address", "10.0.17.4"))
        .addAttributes(attribute("server.port", port))
        .addAttributes(attribute("network.protocol.version", "1.1"))
        .addAttributes(attribute("thread.name", "http-worker-" + thread))
        .addAttributes(attribute("thread.id", 40L + thread));
  }
}
