package io.spanline.model;

import static io.spanline.model.Spans.ms;

import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.otlp.RandomOtlp;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Ready traces for tests. */
public final class Traces {
  private Traces() {}

  /** service-a calls service-b, which calls service-c: 3 entry spans, 2 calls, complete. */
  public static Trace aCallsBCallsC() {
    return complete(spansOfACallsBCallsC("t1"));
  }

  public static List<Span> spansOfACallsBCallsC(String trace) {
    return spansOfACallsBCallsC(trace, Duration.ZERO);
  }

  /** Beginning so long after the epoch. */
  public static List<Span> spansOfACallsBCallsC(String trace, Duration start) {
    return List.of(
        Spans.entry("service-a")
            .withId("a")
            .startingAfter(start)
            .took(ms(50))
            .inTrace(trace)
            .with("http.request.method", "GET")
            .with("http.route", "/orders/{id}")
            .with("url.path", "/orders/7")
            .span(),
        Spans.exit("service-a")
            .withId("a-b")
            .under("a")
            .startingAfter(start.plusMillis(5))
            .took(ms(40))
            .inTrace(trace)
            .with("peer.service", "service-b")
            .span(),
        Spans.entry("service-b")
            .withId("b")
            .underRemote("a-b")
            .startingAfter(start.plusMillis(7))
            .took(ms(36))
            .inTrace(trace)
            .span(),
        Spans.exit("service-b")
            .withId("b-c")
            .under("b")
            .startingAfter(start.plusMillis(10))
            .took(ms(30))
            .inTrace(trace)
            .with("peer.service", "service-c")
            .span(),
        Spans.entry("service-c")
            .withId("c")
            .underRemote("b-c")
            .startingAfter(start.plusMillis(12))
            .took(ms(25))
            .inTrace(trace)
            .span());
  }

  public static Trace complete(List<Span> spans) {
    return new Trace(spans.get(0).traceId(), 1, Outcome.COMPLETE, spans);
  }

  /** The traces of spans as they are judged, in the order of a capture's lines. */
  public static List<Trace> judged(Collection<Span> spans) {
    return spans.stream().collect(Collectors.groupingBy(Span::traceId)).values().stream()
        .map(each -> new Trace(each.get(0).traceId(), 1, Trace.judge(each), each))
        .sorted(Comparator.comparing(Trace::start).thenComparing(Trace::traceId))
        .toList();
  }

  /** One span of {@link RandomOtlp}. */
  public static Trace anything(int seed) {
    if (!(OtlpReader.spansOf(new RandomOtlp(seed).next()) instanceof Decoded.Spans read)) {
      throw new IllegalStateException("no spans of seed " + seed);
    }
    return judged(List.of(read.spans().get(read.spans().size() - 1))).get(0);
  }
}
