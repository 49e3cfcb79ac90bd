package io.spanline.harness.traffic;

import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * A span before it is OTLP.
 *
 * @param peer the service that an exit span calls; null of others
 */
record Draft(
    SpanId id,
    @Nullable SpanId parent,
    SpanKind kind,
    String service,
    String operation,
    @Nullable String peer,
    Interval time,
    boolean failed) {

  static Draft entry(SpanId id, @Nullable SpanId parent, String service, Interval time) {
    String operation = "GET /" + service.substring(service.length() - 1);
    return new Draft(id, parent, SpanKind.SERVER, service, operation, null, time, false);
  }

  static Draft call(SpanId id, SpanId parent, String service, String peer, Interval time) {
    return new Draft(id, parent, SpanKind.CLIENT, service, "GET", peer, time, false);
  }

  Draft named(String name) {
    return new Draft(id, parent, kind, service, name, peer, time, failed);
  }

  Draft as(SpanKind other) {
    return new Draft(id, parent, other, service, operation, peer, time, failed);
  }

  Draft failedIf(boolean fails) {
    return new Draft(id, parent, kind, service, operation, peer, time, fails);
  }
}
