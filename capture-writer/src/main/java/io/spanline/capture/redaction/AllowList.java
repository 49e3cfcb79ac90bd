package io.spanline.capture.redaction;

import io.spanline.file.Admission.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The attributes that may stand in a capture: those of OpenTelemetry's conventions for HTTP, RPC,
 * databases and messaging, of today and of before, that a program writes and not its user. Left out
 * on purpose: statements, message bodies and keys, headers, user agents, people's addresses, the
 * text of exceptions, command lines. Texts of these are looked through all the same.
 */
final class AllowList {
  private static final List<String> RESOURCE =
      List.of(
          "service.name",
          "service.namespace",
          "service.version",
          "service.instance.id",
          "deployment.environment",
          "deployment.environment.name",
          "telemetry.sdk.name",
          "telemetry.sdk.language",
          "telemetry.sdk.version",
          "telemetry.auto.version",
          "telemetry.distro.name",
          "telemetry.distro.version",
          "process.pid",
          "process.runtime.name",
          "process.runtime.version",
          "os.type",
          "host.arch",
          "cloud.provider",
          "cloud.region",
          "cloud.availability_zone",
          "k8s.namespace.name",
          "k8s.deployment.name",
          "k8s.pod.name");

  private static final List<String> OTEL =
      List.of(
          "otel.status_code",
          "otel.scope.name",
          "otel.scope.version",
          "otel.library.name",
          "otel.library.version",
          "otel.dropped_attributes_count",
          "otel.dropped_events_count",
          "otel.dropped_links_count");

  private static final List<String> HTTP =
      List.of(
          "http.request.method",
          "http.request.method_original",
          "http.request.resend_count",
          "http.request.body.size",
          "http.request.size",
          "http.request.header.x-request-id",
          "http.response.status_code",
          "http.response.body.size",
          "http.response.size",
          "http.route",
          "url.full",
          "url.path",
          "url.query",
          "url.scheme",
          "url.template",
          "error.type",
          // until version 1.20 of the conventions
          "http.method",
          "http.url",
          "http.target",
          "http.host",
          "http.scheme",
          "http.flavor",
          "http.server_name",
          "http.status_code",
          "http.resend_count",
          "http.request_content_length",
          "http.response_content_length");

  private static final List<String> ENDS =
      List.of(
          "server.address",
          "server.port",
          "peer.service",
          "service.peer.name",
          "network.protocol.name",
          "network.protocol.version",
          "network.transport",
          "network.type",
          "net.host.name",
          "net.host.port",
          "net.peer.name",
          "net.peer.port",
          "net.protocol.name",
          "net.protocol.version",
          "net.transport");

  private static final List<String> RPC =
      List.of(
          "rpc.system",
          "rpc.system.name",
          "rpc.service",
          "rpc.method",
          "rpc.response.status_code",
          "rpc.grpc.status_code",
          "rpc.connect_rpc.error_code",
          "rpc.jsonrpc.version",
          "rpc.jsonrpc.error_code",
          "graphql.operation.name",
          "graphql.operation.type",
          "faas.trigger");

  private static final List<String> DATABASE =
      List.of(
          "db.system",
          "db.system.name",
          "db.namespace",
          "db.collection.name",
          "db.operation.name",
          "db.operation.batch.size",
          "db.query.summary",
          "db.response.status_code",
          "db.response.returned_rows",
          "db.stored_procedure.name",
          "db.name",
          "db.operation",
          "db.sql.table",
          "db.mongodb.collection",
          "db.cassandra.table",
          "db.cassandra.keyspace",
          "db.redis.database_index");

  private static final List<String> MESSAGING =
      List.of(
          "messaging.system",
          "messaging.operation",
          "messaging.operation.name",
          "messaging.operation.type",
          "messaging.destination",
          "messaging.destination_kind",
          "messaging.destination.kind",
          "messaging.destination.name",
          "messaging.destination.template",
          "messaging.destination.temporary",
          "messaging.destination.anonymous",
          "messaging.destination.partition.id",
          "messaging.destination.subscription.name",
          "messaging.consumer.group.name",
          "messaging.batch.message_count",
          "messaging.message.body.size",
          "messaging.message.envelope.size",
          "messaging.message_payload_size_bytes",
          "messaging.kafka.consumer.group",
          "messaging.kafka.partition",
          "messaging.kafka.destination.partition",
          "messaging.kafka.message.offset",
          "messaging.kafka.message.tombstone",
          "messaging.kafka.offset",
          "messaging.rabbitmq.destination.routing_key",
          "messaging.rabbitmq.routing_key");

  private static final List<String> CODE =
      List.of(
          "thread.id",
          "thread.name",
          "code.function",
          "code.function.name",
          "code.namespace",
          "code.lineno",
          "code.line.number");

  private static final List<String> EVENT =
      List.of(
          "exception.type",
          "exception.escaped",
          "error.type",
          "message.type",
          "message.id",
          "rpc.message.id",
          "rpc.message.type",
          "rpc.message.compressed_size",
          "rpc.message.uncompressed_size");

  private static final Set<String> OF_RESOURCE = union(List.of(RESOURCE));
  private static final Set<String> OF_SCOPE = union(List.of(OTEL));
  private static final Set<String> OF_SPAN =
      union(List.of(HTTP, ENDS, RPC, DATABASE, MESSAGING, CODE, OTEL));
  private static final Set<String> OF_EVENT = union(List.of(EVENT));

  private AllowList() {}

  /** Whether an attribute may stand there; a link has none that may. */
  static boolean has(Place place, String key) {
    return switch (place) {
      case RESOURCE -> OF_RESOURCE.contains(key);
      case SCOPE -> OF_SCOPE.contains(key);
      case SPAN -> OF_SPAN.contains(key);
      case EVENT -> OF_EVENT.contains(key);
      default -> false;
    };
  }

  private static Set<String> union(List<List<String>> lists) {
    Set<String> keys = new HashSet<>();
    lists.forEach(keys::addAll);
    return Set.copyOf(keys);
  }
}
