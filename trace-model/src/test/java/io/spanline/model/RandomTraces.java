package io.spanline.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Traces of every shape that assembly has to cope with, the same for the same seed: calls within
 * calls, refused ones, failures, messages with several consumers, work without a call, calls
 * without a CLIENT span, ids that call and answer share, spans without an end, and now and then one
 * that never comes. A call names its callee, as an instrumented service does, so that one whose
 * answer comes late is counted under the same edge.
 *
 * <p>Other traces {@link #comeAtOnce}: of these clocks differ by up to half a second, calls name
 * nobody, are answered twice, share an id, a service consumes a message twice, and spans come again
 * with an end. Live figures hang on which of it is known at first, and clocks are corrected within
 * one emission.
 */
public final class RandomTraces {
  private static final int DEEPEST = 4;
  private static final List<String> SERVICES =
      List.of("service-a", "service-b", "service-c", "service-d");

  private final Random random;
  private final List<Span> spans = new ArrayList<>();
  private final Map<String, Integer> skewMillis = new HashMap<>();
  private final Set<TraceId> atOnce = new HashSet<>();
  private String trace = "";
  private boolean clocksDiffer;
  private int ids;

  public RandomTraces(Random random) {
    this.random = random;
    SERVICES.forEach(service -> skewMillis.put(service, random.nextInt(1_001) - 500));
  }

  /**
   * Whether the spans of a trace must come in one emission: what of it is a call's answer, or under
   * which name a call is counted, depends on what is known when it is emitted first.
   */
  public boolean comeAtOnce(TraceId trace) {
    return atOnce.contains(trace);
  }

  /** The spans of so many traces, those left out not among them. */
  public List<Span> spans(int traces) {
    spans.clear();
    atOnce.clear();
    for (int i = 0; i < traces; i++) {
      trace = "random-" + i;
      ids = 0;
      clocksDiffer = random.nextInt(3) == 0;
      if (clocksDiffer) {
        comesAtOnce();
      }
      entry(SpanKind.SERVER, null, 0, random.nextInt(40_000));
    }
    spans.removeIf(span -> random.nextInt(60) == 0);
    return List.copyOf(spans);
  }

  /** Adds an entry span and all below it; returns its duration in milliseconds. */
  private long entry(SpanKind kind, @Nullable String parent, int depth, long startMillis) {
    Spans span = Spans.of(service(depth), kind);
    return entry(parent == null ? span : span.underRemote(parent), id(), depth, startMillis);
  }

  private long entry(Spans span, String id, int depth, long startMillis) {
    long at = startMillis + 1;
    for (int i = random.nextInt(depth < DEEPEST ? 3 : 1); i > 0; i--) {
      at += below(id, depth, at);
    }
    Duration took = Duration.ofMillis(at - startMillis + random.nextInt(20));
    finish(span.named("operation-" + random.nextInt(3)).withId(id), startMillis, took, 12);
    return took.toMillis();
  }

  private long below(String parent, int depth, long startMillis) {
    String id = id();
    String service = service(depth);
    return switch (random.nextInt(14)) {
      case 0 -> {
        Spans work = Spans.of(service, SpanKind.INTERNAL).withId(id).under(parent);
        yield finish(work, startMillis, Spans.ms(1), 50);
      }
      case 1 -> {
        Spans refused = call(SpanKind.CLIENT, depth, id, parent).failed();
        yield finish(refused, startMillis, Spans.ms(2), 1);
      }
      case 2, 3 -> message(id, parent, depth, startMillis);
      case 4 -> entry(SpanKind.SERVER, parent, depth + 1, startMillis);
      case 5 -> {
        Spans work = Spans.of(service, SpanKind.INTERNAL).under(id);
        String within = id();
        long answered = entry(SpanKind.SERVER, within, depth + 1, startMillis + 2);
        finish(work.withId(within), startMillis + 1, Spans.ms(answered + 2), 50);
        Duration took = Spans.ms(answered + 4);
        yield finish(call(SpanKind.CLIENT, depth, id, parent), startMillis, took, 20);
      }
      case 6 -> {
        comesAtOnce();
        Spans shared = Spans.entry(service(depth + 1)).underRemote(parent);
        long answered = entry(shared, id, depth + 1, startMillis + 1);
        Duration took = Spans.ms(answered + 2);
        yield finish(call(SpanKind.CLIENT, depth, id, parent), startMillis, took, 20);
      }
      case 7 -> hard(id, parent, depth, startMillis);
      default -> {
        long answered = entry(SpanKind.SERVER, id, depth + 1, startMillis + 1);
        Duration took = Spans.ms(answered + 2 + random.nextInt(10));
        yield finish(call(SpanKind.CLIENT, depth, id, parent), startMillis, took, 20);
      }
    };
  }

  /** A message that up to three services consume, one of them perhaps twice, or takes first. */
  private long message(String id, String parent, int depth, long startMillis) {
    int consumers = random.nextInt(4);
    for (int i = 1; i <= consumers; i++) {
      entry(SpanKind.CONSUMER, id, depth + i, startMillis + random.nextInt(5));
    }
    if (random.nextInt(4) == 0) {
      comesAtOnce();
      entry(SpanKind.CONSUMER, id, depth + 1, startMillis + random.nextInt(5));
    }
    if (random.nextInt(4) == 0) {
      comesAtOnce();
      String taken = id();
      Spans take = Spans.of(service(depth + 1), SpanKind.CONSUMER).withId(taken).underRemote(id);
      finish(take.with("messaging.operation.type", "receive"), startMillis + 3, Spans.ms(9), 50);
      entry(SpanKind.CONSUMER, random.nextBoolean() ? taken : id, depth + 1, startMillis + 4);
    }
    Spans sent = Spans.of(service(depth), SpanKind.PRODUCER).withId(id).under(parent);
    sent.with("messaging.system", "kafka").with("messaging.destination.name", "orders");
    return finish(sent, startMillis, Spans.ms(2), 50);
  }

  /** A call that is answered twice, one that names nobody, or two calls of one id. */
  private long hard(String id, String parent, int depth, long startMillis) {
    comesAtOnce();
    long answered = entry(SpanKind.SERVER, id, depth + 1, startMillis + 1);
    Duration took = Spans.ms(answered + 2);
    switch (random.nextInt(3)) {
      case 0 -> entry(SpanKind.SERVER, id, depth + 1, startMillis + random.nextInt(3));
      case 1 -> {
        Spans unnamed = Spans.of(service(depth), SpanKind.CLIENT).withId(id).under(parent);
        return finish(unnamed, startMillis, took, 20);
      }
      default -> {
        Spans sent = call(SpanKind.PRODUCER, depth, id, parent);
        finish(sent, startMillis + random.nextInt(3), Spans.ms(1), 20);
      }
    }
    Spans call = call(SpanKind.CLIENT, depth, id, parent);
    return finish(call, startMillis + random.nextInt(3), took, 20);
  }

  private static Spans call(SpanKind kind, int depth, String id, String parent) {
    Spans call = Spans.of(service(depth), kind).withId(id).under(parent);
    return call.with("peer.service", service(depth + 1));
  }

  /** Adds the span, failed once in {@code oneIn}; returns its duration in milliseconds. */
  private long finish(Spans span, long startMillis, Duration took, int oneIn) {
    int skew = clocksDiffer ? skewMillis.getOrDefault(span.service(), 0) : 0;
    Spans timed = span.inTrace(trace).startingAfter(Spans.ms(startMillis + skew)).took(took);
    if (random.nextInt(oneIn) == 0) {
      timed.failed();
    }
    Span finished = timed.span();
    switch (random.nextInt(40)) {
      case 0 -> spans.add(timed.edited(otlp -> otlp.clearEndTimeUnixNano()).span());
      case 1 -> spans.add(timed.took(Spans.ms(-1)).span());
      case 2 -> {
        comesAtOnce();
        spans.add(finished);
        spans.add(timed.edited(otlp -> otlp.clearEndTimeUnixNano()).span());
      }
      default -> spans.add(finished);
    }
    return took.toMillis();
  }

  private void comesAtOnce() {
    atOnce.add(Spans.traceId(trace));
  }

  private static String service(int depth) {
    return SERVICES.get(depth % SERVICES.size());
  }

  private String id() {
    return trace + "-" + ids++;
  }
}
