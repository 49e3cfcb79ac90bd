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
 * calls, refused ones, failures, messages, work without a call, clocks that differ by up to half a
 * second, and now and then a span that never comes. A call names its callee, as an instrumented
 * service does, so that one whose answer comes late is counted under the same edge; but for some in
 * traces that {@link #comeAtOnce}, of which others are answered twice or share an id.
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
      entry(SpanKind.SERVER, null, 0, random.nextInt(40_000));
    }
    spans.removeIf(span -> random.nextInt(60) == 0);
    return List.copyOf(spans);
  }

  /** Adds an entry span and all below it; returns its duration in milliseconds. */
  private long entry(SpanKind kind, @Nullable String parent, int depth, long startMillis) {
    String service = SERVICES.get(depth % SERVICES.size());
    String id = id();
    long at = startMillis + 1;
    for (int i = random.nextInt(depth < DEEPEST ? 3 : 1); i > 0; i--) {
      at += below(service, id, depth, at);
    }
    Duration took = Duration.ofMillis(at - startMillis + random.nextInt(20));
    Spans span = Spans.of(service, kind).named("operation-" + random.nextInt(3)).withId(id);
    finish(parent == null ? span : span.underRemote(parent), startMillis, took, 12);
    return took.toMillis();
  }

  private long below(String service, String parent, int depth, long startMillis) {
    String id = id();
    String callee = SERVICES.get((depth + 1) % SERVICES.size());
    return switch (random.nextInt(10)) {
      case 8 -> hard(service, callee, id, parent, depth, startMillis);
      case 0 -> {
        Spans work = Spans.of(service, SpanKind.INTERNAL).withId(id).under(parent);
        yield finish(work, startMillis, Spans.ms(1), 50);
      }
      case 1 -> {
        Spans refused = call(service, callee, SpanKind.CLIENT, id, parent).failed();
        yield finish(refused, startMillis, Spans.ms(2), 1);
      }
      case 2 -> {
        entry(SpanKind.CONSUMER, id, depth + 1, startMillis + random.nextInt(5));
        yield finish(
            call(service, callee, SpanKind.PRODUCER, id, parent), startMillis, Spans.ms(2), 50);
      }
      default -> {
        long answered = entry(SpanKind.SERVER, id, depth + 1, startMillis + 1);
        Duration took = Spans.ms(answered + 2 + random.nextInt(10));
        yield finish(call(service, callee, SpanKind.CLIENT, id, parent), startMillis, took, 20);
      }
    };
  }

  /** A call that is answered twice, one that names nobody, or two calls of one id. */
  private long hard(
      String service, String callee, String id, String parent, int depth, long startMillis) {
    atOnce.add(Spans.traceId(trace));
    long answered = entry(SpanKind.SERVER, id, depth + 1, startMillis + 1);
    Duration took = Spans.ms(answered + 2);
    switch (random.nextInt(3)) {
      case 0 -> entry(SpanKind.SERVER, id, depth + 1, startMillis + random.nextInt(3));
      case 1 -> {
        Spans unnamed = Spans.of(service, SpanKind.CLIENT).withId(id).under(parent);
        return finish(unnamed, startMillis, took, 20);
      }
      default -> {
        Spans sent = call(service, callee, SpanKind.PRODUCER, id, parent);
        finish(sent, startMillis + random.nextInt(3), Spans.ms(1), 20);
      }
    }
    Spans call = call(service, callee, SpanKind.CLIENT, id, parent);
    return finish(call, startMillis + random.nextInt(3), took, 20);
  }

  private static Spans call(
      String service, String callee, SpanKind kind, String id, String parent) {
    return Spans.of(service, kind).withId(id).under(parent).with("peer.service", callee);
  }

  /** Adds the span, failed once in {@code oneIn}; returns its duration in milliseconds. */
  private long finish(Spans span, long startMillis, Duration took, int oneIn) {
    int skew = skewMillis.getOrDefault(span.service(), 0);
    Spans timed = span.inTrace(trace).startingAfter(Spans.ms(startMillis + skew)).took(took);
    spans.add((random.nextInt(oneIn) == 0 ? timed.failed() : timed).span());
    return took.toMillis();
  }

  private String id() {
    return trace + "-" + ids++;
  }
}
