package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.streams.assembly.CrashingPartition.Event;
import io.spanline.topic.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever changed while the program did not run: every span is accounted for after the next. */
class RestartTest {
  private static final long START = 1_000_000;

  private final AssemblyRules rules = Rules.mostSpans(8);
  private final List<Event> events = new ArrayList<>();

  @Test
  void addsNoSpanThatAnOffsetSetForwardSkipped() {
    for (int i = 0; i < 7; i++) {
      comes(START + i, "t" + i);
    }
    CrashingPartition partition = new CrashingPartition(rules, Rules.NO_BOUNDS, events);
    partition.next();
    partition.commit();
    partition.crash();
    partition.seek(6);
    partition.next();
    partition.commit();

    partition.crash();

    assertThat(spans(partition)).isEqualTo(new Ledger.Spans(2, 0, 0, 0, 0, 0, 2));
  }

  /** Its trace is emitted and forgotten: it opens anew, at the position where it was settled. */
  @Test
  void findsASpanAgainThatAnOffsetSetBackByOneRepeats() {
    comes(START, "t1");
    for (int i = 1; i < 600; i++) {
      events.add(new Event(START + 100L * i, 0, null));
    }
    CrashingPartition partition = new CrashingPartition(rules, Rules.NO_BOUNDS, events);
    while (partition.at() < 150) {
      partition.next();
    }
    partition.commit();
    partition.crash();
    while (!partition.isOver()) {
      partition.next();
    }
    partition.seek(0);
    partition.next();
    partition.commit();

    partition.crash();

    assertThat(spans(partition)).isEqualTo(new Ledger.Spans(2, 1, 0, 0, 0, 0, 1));
  }

  /** The copy came within the old horizon, and would be a trace of its own within the new one. */
  @Test
  void knowsADuplicateAgainThoughTheHorizonIsShorter() {
    comes(START, "t1");
    comes(START + 12_000, "t2");
    comes(START + 30_000, "t3");
    comes(START + 30_000, "t1");
    comes(START + 31_000, "t4");
    CrashingPartition partition = new CrashingPartition(rules, Rules.NO_BOUNDS, events);
    for (int i = 0; i < 4; i++) {
      partition.next();
    }
    partition.commit();
    partition.crash(withHorizon(Duration.ofSeconds(15)));
    partition.next();
    partition.commit();

    partition.crash();

    assertThat(spans(partition)).isEqualTo(new Ledger.Spans(5, 2, 1, 0, 0, 0, 2));
  }

  /** It would fit, but is cut for others that were, and too many were cut to remember it. */
  @Test
  void findsTheOtherTracesAgainThoughALateSpanOfAFullOneWasRefused() {
    for (int i = 0; i < 240; i++) {
      comes(START, "full", Spans.of("a", SpanKind.CLIENT).withId("c" + i).under("p"), 500);
    }
    comes(START + 20_000, "t1");
    comes(START + 20_000, "t2");
    comes(START + 20_000, "full", Spans.of("a", SpanKind.INTERNAL).withId("late").under("p"), 1);
    MemoryBounds bounds = new MemoryBounds(400_000, 1_000, Long.MAX_VALUE);
    CrashingPartition partition = new CrashingPartition(Rules.mostBytes(4_000), bounds, events);
    while (!partition.isOver()) {
      partition.next();
    }
    partition.commit();
    assertThat(partition.memory().open().traces()).isEqualTo(2);

    partition.crash();

    assertThat(spans(partition).open()).isEqualTo(2);
    assertThat(partition.memory().account().ledger(partition.memory().open(), 0).balanced())
        .isTrue();
  }

  /** Not even the facts of a span have room, and this one is too large to be kept. */
  @Test
  void findsTheOtherTraceAgainThoughTheOnlySpanOfOneWasRefused() {
    comes(START, "t1");
    comes(START, "large", Spans.entry("a"), 5_000);
    MemoryBounds bounds = new MemoryBounds(1_800, 1_000, Long.MAX_VALUE);
    CrashingPartition partition = new CrashingPartition(Rules.mostBytes(4_000), bounds, events);
    while (!partition.isOver()) {
      partition.next();
    }
    partition.commit();

    partition.crash();

    assertThat(spans(partition)).isEqualTo(new Ledger.Spans(2, 0, 0, 1, 0, 0, 1));
  }

  private void comes(long millis, String trace) {
    comes(millis, trace, Spans.entry("a"), 1);
  }

  private void comes(long millis, String trace, Spans span, int letters) {
    byte[] record =
        span.inTrace(trace).with("text", "x".repeat(letters)).span().fragment().toByteArray();
    events.add(new Event(millis, millis, record));
  }

  private AssemblyRules withHorizon(Duration horizon) {
    return new AssemblyRules(
        rules.settle(),
        rules.gap(),
        rules.lifetime(),
        horizon,
        rules.maxSpans(),
        rules.maxBytes(),
        rules.openBytes(),
        rules.openTraces(),
        rules.encoding());
  }

  private static Ledger.Spans spans(CrashingPartition partition) {
    return partition.memory().account().ledger(partition.memory().open(), 0).spans();
  }
}
