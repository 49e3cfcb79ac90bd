package io.spanline.bench.hostile;

import io.spanline.bench.fault.Fault;
import java.util.List;

/** Every row whose fault is its input, in the table's order. */
public final class HostileInputs {
  private HostileInputs() {}

  public static List<Fault> rows() {
    return List.of(
        new Fault(
            15,
            "garbage, empty, truncated, the other encoding",
            "dead letters as they came",
            new UnreadableRecords()),
        new Fault(
            16,
            "a span of 950 kB, traces of 5 MB and of 50 000 spans, spans of 450 000 events",
            "cut and counted; none too large to write",
            new OversizeSpans()),
        new Fault(
            17,
            "spans of +2 h, 2099, 0, end < start, 64-bit extremes",
            "emitted once; no other window moves",
            new WrongTimes()),
        new Fault(
            18,
            "100 000 service names, 200 000 open traces",
            "overflow, evictions; bounded memory",
            new ManyNames()),
        new Fault(
            19,
            "shuffled, 30 % twice, one id for CLIENT and SERVER",
            "each complete, each span once",
            new Disorder()),
        new Fault(
            21,
            "a record of 64 MiB that zstd packs into a few kB",
            "the broker refuses it",
            new Bomb()));
  }
}
