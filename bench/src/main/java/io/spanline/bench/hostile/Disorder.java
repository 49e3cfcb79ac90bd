package io.spanline.bench.hostile;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Row 19: spans in any order, a third of them twice, calls whose two ends share one id. */
final class Disorder extends HostileInput {
  private static final int TRACES = 2_000;
  private static final double TWICE = 0.3;

  @Override
  void send(HostileSink sink) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < TRACES; i++) {
      spans.addAll(trace("disorder-" + i));
    }
    List<Span> all = new ArrayList<>(spans);
    spans.stream().filter(span -> sink.random().nextDouble() < TWICE).forEach(all::add);
    Collections.shuffle(all, sink.random());
    all.forEach(sink::send);
  }

  @Override
  void judge(HostileSink sent, Aftermath aftermath, RunFinding finding) {
    aftermath.expectEverySpanOnce(sent, finding);
    finding.remark("%d sent twice".formatted(sent.repeated()));
    long incomplete =
        aftermath.outcomes("no-root")
            + aftermath.outcomes("orphans")
            + aftermath.outcomes("evicted");
    // All were sent within the settle; a revision of one would be a trace closed too early.
    finding.expect("complete traces", TRACES, aftermath.outcomes("complete"));
    finding.expect("incomplete traces", 0, incomplete);
  }

  private static List<Span> trace(String name) {
    return List.of(
        SpanBuilder.entry("hostile-a").inTrace(name).withId(name).span(),
        shared("hostile-a", SpanKind.CLIENT, name),
        shared("hostile-b", SpanKind.SERVER, name),
        SpanBuilder.of("hostile-b", SpanKind.INTERNAL)
            .inTrace(name)
            .withId(name + "-within")
            .under(name + "-call")
            .span());
  }

  /** One end of the call, as Zipkin's instrumentation numbers it. */
  private static Span shared(String service, SpanKind kind, String name) {
    return SpanBuilder.of(service, kind).inTrace(name).withId(name + "-call").under(name).span();
  }
}
