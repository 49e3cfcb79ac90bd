package io.spanline.experiments.replay.pair;

import io.spanline.captures.replay.Pair;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.util.Random;

/** Fills a table with traces and asks for each, in a process of its own heap. */
final class ManyTraces {
  private ManyTraces() {}

  public static void main(String[] args) {
    int traces = Integer.parseInt(args[0]);
    TracePrefix prefix = TracePrefix.random();
    TraceTable table = new TraceTable(prefix);
    Random first = new Random(1);
    for (int i = 0; i < traces; i++) {
      long trace = first.nextLong() | 1;
      SpanId parent = new SpanId(first.nextLong() | 1);
      table.add(trace, TraceTable.Kind.ENTRY, parent, new SpanId(i + 1));
      if (i == traces / 2) {
        table.add(trace, TraceTable.Kind.ENTRY, parent, new SpanId(traces + 1));
      }
      table.emitted(trace, 1, TraceTable.Emission.WHOLE);
    }
    Random again = new Random(1);
    int found = 0;
    int twice = 0;
    for (int i = 0; i < traces; i++) {
      TraceId trace = new TraceId(prefix.high(), again.nextLong() | 1);
      Pair pair =
          table.of(Requests.line(new TracePrefix.Ids(trace, new SpanId(again.nextLong() | 1))));
      found += pair == Pair.FOUND ? 1 : 0;
      twice += pair == Pair.TWICE ? 1 : 0;
    }
    System.out.printf(
        "%d traces: %d found, %d twice, %d others%n",
        table.traces(), found, twice, traces - found - twice);
  }
}
