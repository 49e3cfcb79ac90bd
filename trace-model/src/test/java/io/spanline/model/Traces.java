package io.spanline.model;

import static io.spanline.model.Spans.ms;

import java.util.List;

/** Ready traces for tests. */
public final class Traces {
  private Traces() {}

  /** service-a calls service-b, which calls service-c: 3 entry spans, 2 calls, complete. */
  public static Trace aCallsBCallsC() {
    return complete(spansOfACallsBCallsC("t1"));
  }

  public static List<Span> spansOfACallsBCallsC(String trace) {
    return List.of(
        Spans.entry("service-a")
            .withId("a")
            .took(ms(50))
            .inTrace(trace)
            .with("http.request.method", "GET")
            .with("http.route", "/orders/{id}")
            .with("url.path", "/orders/7")
            .span(),
        Spans.exit("service-a")
            .withId("a-b")
            .under("a")
            .startingAfter(ms(5))
            .took(ms(40))
            .inTrace(trace)
            .with("peer.service", "service-b")
            .span(),
        Spans.entry("service-b")
            .withId("b")
            .underRemote("a-b")
            .startingAfter(ms(7))
            .took(ms(36))
            .inTrace(trace)
            .span(),
        Spans.exit("service-b")
            .withId("b-c")
            .under("b")
            .startingAfter(ms(10))
            .took(ms(30))
            .inTrace(trace)
            .with("peer.service", "service-c")
            .span(),
        Spans.entry("service-c")
            .withId("c")
            .underRemote("b-c")
            .startingAfter(ms(12))
            .took(ms(25))
            .inTrace(trace)
            .span());
  }

  public static Trace complete(List<Span> spans) {
    return new Trace(spans.get(0).traceId(), 1, Outcome.COMPLETE, spans);
  }
}
