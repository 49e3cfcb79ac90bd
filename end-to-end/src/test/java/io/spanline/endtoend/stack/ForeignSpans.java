package io.spanline.endtoend.stack;

import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Spans as other SDKs, clocks and brokers make them. */
record ForeignSpans(Instant from) {
  static final Duration TOOK = Duration.ofMillis(20);
  static final Duration LONG = Duration.ofSeconds(4);
  static final Duration BEHIND = Duration.ofMinutes(5);
  static final int UNFINISHED = 3;

  // Attributes that pass the allow-list, as long as they may be.
  private static final List<String> TEXTS =
      List.of(
          "url.path", "url.template", "http.route", "rpc.method", "db.query.summary", "error.type");
  private static final String TEXT = "orders.".repeat(285);

  List<Span> all() {
    List<Span> all = new ArrayList<>(calls());
    all.add(at(entry("foreign-edge", "no-flags").under(new SpanId(7))));
    all.addAll(large());
    all.addAll(ofAnotherClock());
    all.addAll(messages());
    all.addAll(sharedIds());
    all.addAll(withoutClientSpan());
    all.addAll(unfinished());
    return all;
  }

  /** Calls to what sends no spans. */
  private List<Span> calls() {
    return List.of(
        at(entry("foreign-shop", "calls").withId("root")),
        call("new-name", "service.peer.name", "payment"),
        call("old-name", "peer.service", "payment-old"),
        call("database", "db.system.name", "postgresql", "db.namespace", "shop"),
        call("cache", "db.system.name", "redis", "server.address", "cache1"),
        call("third-party", "server.address", "api.example.org"));
  }

  private Span call(String id, String... attributes) {
    SpanBuilder span = exit("foreign-shop", "calls").withId(id).under("root");
    for (int i = 0; i < attributes.length; i += 2) {
      span.with(attributes[i], attributes[i + 1]);
    }
    return at(span);
  }

  /** A call with two large ends, and more than a trace may take of smaller INTERNAL spans. */
  private List<Span> large() {
    List<SpanBuilder> spans = new ArrayList<>();
    spans.add(entry("large-caller", "large").withId("root").failed());
    spans.add(exit("large-caller", "large").withId("call").under("root"));
    spans.add(entry("large-callee", "large").withId("answer").under("call"));
    spans.forEach(span -> TEXTS.forEach(key -> span.with(key, TEXT)));
    for (int i = 0; i < 150; i++) {
      SpanBuilder span = of("large-caller", SpanKind.INTERNAL, "large").withId("within" + i);
      TEXTS.subList(0, TEXTS.size() - 1).forEach(key -> span.with(key, TEXT));
      spans.add(span.under("root"));
    }
    return spans.stream().map(span -> span.from(from, LONG).span()).toList();
  }

  /** A call to a service whose clock is {@link #BEHIND}. */
  private List<Span> ofAnotherClock() {
    return List.of(
        entry("clock-caller", "clock").withId("root").from(from, TOOK.multipliedBy(3)).span(),
        exit("clock-caller", "clock")
            .withId("call")
            .under("root")
            .from(from, TOOK.multipliedBy(2))
            .span(),
        entry("clock-callee", "clock").under("call").from(from.minus(BEHIND), TOOK).span());
  }

  /** A message that two services consume. */
  private List<Span> messages() {
    return List.of(
        at(
            of("orders", SpanKind.PRODUCER, "message")
                .withId("message")
                .with("messaging.system", "kafka")
                .with("messaging.destination.name", "orders")),
        at(of("billing", SpanKind.CONSUMER, "message").under("message")),
        at(of("mail", SpanKind.CONSUMER, "message").under("message")));
  }

  /** As Zipkin's SDKs make them. */
  private List<Span> sharedIds() {
    return List.of(
        at(exit("shared-caller", "shared").withId("shared")),
        at(entry("shared-callee", "shared").withId("shared")));
  }

  /** Requests whose caller made no CLIENT span. */
  private List<Span> withoutClientSpan() {
    return List.of(
        at(entry("gateway", "direct").withId("root")),
        at(of("gateway", SpanKind.INTERNAL, "direct").withId("within").under("root")),
        at(entry("direct-callee", "direct").under("root")),
        at(entry("indirect-callee", "direct").under("within")));
  }

  /** One request that ended, some without an end, one that ended before it began. */
  private List<Span> unfinished() {
    List<Span> spans = new ArrayList<>();
    spans.add(at(entry("unfinished", "ended")));
    for (int i = 0; i < UNFINISHED; i++) {
      spans.add(entry("unfinished", "unfinished" + i).from(from, TOOK).withoutEnd().span());
    }
    spans.add(entry("unfinished", "backwards").from(from, TOOK.negated()).span());
    return spans;
  }

  private Span at(SpanBuilder span) {
    return span.from(from, TOOK).span();
  }

  private static SpanBuilder entry(String service, String trace) {
    return of(service, SpanKind.SERVER, trace);
  }

  private static SpanBuilder exit(String service, String trace) {
    return of(service, SpanKind.CLIENT, trace);
  }

  private static SpanBuilder of(String service, SpanKind kind, String trace) {
    return SpanBuilder.of(service, kind).inTrace(trace);
  }
}
