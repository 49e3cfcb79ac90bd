package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Outcome.Cut;
import io.spanline.model.Remoteness;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import io.spanline.model.SpanLink.Ending;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import io.spanline.streams.assembly.Contribution.Counted;
import io.spanline.streams.intake.Intake;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What a span costs does not depend on how large its trace is, however the spans alternate. */
class BoundedWorkTest {
  private static final int MOST_SPANS = 100;
  private static final TraceId TRACE = Spans.traceId("t1");

  private static final Bytes FIRST_ROW = Bytes.wrap(new byte[Integer.BYTES]);

  private final AssemblyRules rules = Rules.mostSpans(MOST_SPANS);
  // Room for the facts of two such traces, not of more.
  private final MemoryBounds bounds = new MemoryBounds(500_000, 1_000, 100_000);
  private final KeyValueStore<Bytes, byte[]> closedRows =
      Stores.inMemoryKeyValueStore("closed").get();
  private final RememberedTraces closed = new RememberedTraces(closedRows, rules, bounds);
  private final OpenTraceRows rows =
      new OpenTraceRows(Stores.inMemoryKeyValueStore("open").get(), rules);
  private final OpenTraces open = new OpenTraces(rows, rules, bounds);
  private final PartitionAccount account = new PartitionAccount(Rules.accountStore(), 0);
  private final PartitionAssembler assembly =
      new PartitionAssembler(
          new PartitionClock(0, () -> 0),
          new PartitionAssembler.Memory(rows, open, closed, account),
          new RecordSize(rules.encoding()),
          (traceId, emitted, timestamp) -> {});
  private long offset;

  /** Traces larger than their caps, in turns, while there is no room for all of them. */
  @Test
  void evictsFarLessOftenThanSpansCome() {
    int spans = 0;
    for (int i = 0; i < 5_000; i++) {
      for (String trace : List.of("huge-1", "huge-2", "huge-3", "huge-4", "huge-5", "huge-6")) {
        receive(span(trace, i));
        spans++;
      }
    }

    assertThat(assembly.figures().evicted()).isPositive().isLessThan(spans / 100);
    assertThat(account.ledger(open, 0).spans().received()).isEqualTo(spans);
    assertThat(account.ledger(open, 0).balanced()).isTrue();
    assertThat(open.heapBytes()).isLessThanOrEqualTo(bounds.openBytes());
  }

  @Test
  void readsNoMoreThanAMillionRecordsAgain() {
    receive(span("t1", 1));
    offset = 300_000;
    receive(span("t2", 1));
    assembly.save();
    assertThat(rows.firstPosition(Rules.LATER)).isZero();

    offset = 1_000_001;
    receive(span("t3", 1));
    assembly.save();

    assertThat(rows.firstPosition(Rules.LATER)).isEqualTo(Rules.LATER);
    assertThat(account.trail().from()).isEqualTo(account.trail().next());
  }

  /** The broker's clock is ahead of this machine's. */
  @Test
  void storesFewStepsThoughNoTimestampIsBelieved() {
    for (int i = 0; i < 6_000; i++) {
      receive(span("t1", 1), 1_000 + i);
    }

    assembly.save();

    assertThat(open.traces()).isOne();
    assertThat(account.trail().size()).isLessThan(1_000);
  }

  /** The oldest trace without rows stays that while others come, are evicted and forgotten. */
  @Test
  void holdsLittleForARestartThoughTheClockStandsStill() {
    receive(span("first", 1), 100_000);

    for (int i = 0; i < 50_000; i++) {
      receive(span("t" + i, 1), 1_000);
      if (i % 100 == 0) {
        assembly.save();
      }
    }

    assertThat(closed.forgotten()).isGreaterThan(10_000);
    assertThat(closed.heldBytes()).isLessThan(2 * bounds.rememberedBytes());
    assertThat(rows.firstPosition(0)).isPositive();
  }

  /** Only its head and the place of its key are looked at: the rest of this row says nothing. */
  @Test
  void knowsADuplicateWithoutReadingTheSkeleton() {
    List<RememberedSpan> links =
        LongStream.range(-500, 500).map(i -> 7 * i + 1).mapToObj(this::link).toList();
    Cut cut = new Cut(990, 0);
    byte[] row = new RememberedTrace(1, 1_000, 10, cut, 1, null, links, List.of()).toBytes();

    RememberedRow found = new WideRow(ByteBuffer.wrap(withoutAnEnd(row)));

    assertThat(links).allMatch(span -> span.link().ending() == found.ending(span.key()));
    assertThat(links).allMatch(span -> found.ending(otherKind(span.key())) == null);
    assertThat(found.ending(new SpanKey(new SpanId(2), SpanKind.INTERNAL))).isNull();
    assertThat(found.closedMillis()).isEqualTo(1_000);
  }

  @Test
  void countsALateSpanOfAFullTraceWithoutOpeningIt() {
    List<RememberedSpan> links = LongStream.rangeClosed(1, 2_000).mapToObj(this::link).toList();
    Cut cut = new Cut(1_900, 0);
    closed.remember(
        TRACE, new RememberedTrace(1, 1_000, MOST_SPANS, cut, 1, null, links, List.of()), 0);
    closed.save(0);
    byte[] before = closedRows.get(FIRST_ROW);

    receive(span("t1", 1));

    assertThat(open.traces()).isZero();
    closed.save(0);
    assertThat(closedRows.get(FIRST_ROW)).isNotNull().isSameAs(before);
    assertThat(account.ledger(open, 0).spans().truncated()).isEqualTo(1);
    assertThat(account.ledger(open, 0).balanced()).isTrue();
  }

  @Test
  void chargesAReopenedTraceForEveryEndThatItRemembers() {
    List<RememberedSpan> links = LongStream.rangeClosed(1, 10).mapToObj(this::link).toList();
    CallEnd end = new CallEnd(Spans.entry("service-a").span().facts(), new Counted(0, 0));
    RememberedTrace earlier =
        new RememberedTrace(1, 1_000, 10, Cut.NONE, 1, null, links, List.of(end, end));

    long charged = open.open(TRACE, earlier).heapBytes();

    assertThat(charged)
        .isEqualTo(
            HeapEstimate.TRACE
                + HeapEstimate.EARLIER
                + 10 * HeapEstimate.EARLIER_SPAN
                + 2 * HeapEstimate.UNPAIRED);
    assertThat(new WideRow(ByteBuffer.wrap(earlier.toBytes())).heapBytesOpen())
        .isEqualTo(charged - HeapEstimate.TRACE);
  }

  /** A chain, and consumers of one message: eight times the spans take far less than 64 times. */
  @Test
  void pairsHostileTracesInNearlyLinearTime() {
    List<SpanFacts> few = hostile(500);
    List<SpanFacts> many = hostile(16_000);

    long least = leastNanos(few);

    // 32 times as many; were each looked at for each other, it would be 1 000 times the work.
    assertThat(leastNanos(many)).isLessThan(200 * least);
  }

  private static List<SpanFacts> hostile(int length) {
    List<SpanFacts> spans = new ArrayList<>();
    spans.add(Spans.of("service-a", SpanKind.PRODUCER).withId("0").span().facts());
    for (int i = 1; i <= length; i++) {
      spans.add(child(i, SpanKind.INTERNAL, i - 1));
      spans.add(child(100_000 + i, SpanKind.CONSUMER, i % 2 == 0 ? 0 : i));
      spans.add(child(200_000 + i, SpanKind.SERVER, 100_000 + i));
    }
    return spans;
  }

  /** What the thread needs to pair a first revision and one with a further consumer. */
  private static long leastNanos(List<SpanFacts> spans) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = threads.getCurrentThreadCpuTime();
      Revisions trace = new Revisions();
      assertThat(trace.emit(spans).requests()).hasSize(spans.size() / 3 * 2);
      assertThat(trace.emit(child(300_000, SpanKind.CONSUMER, 0)).requests()).hasSize(1);
      least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
    }
    return least;
  }

  private static SpanFacts child(int id, SpanKind kind, int parent) {
    return Spans.of("service-" + id % 7, kind).withId("" + id).under("" + parent).span().facts();
  }

  private void receive(Span span) {
    receive(span, 1_000);
  }

  private void receive(Span span, long timestampMillis) {
    long position = Position.of(offset++);
    assembly.receive(
        new Intake.DecodedRecord(List.of(span), 0, false, 0), position, timestampMillis);
    account.trail().believed(position, timestampMillis + 5_000, timestampMillis);
  }

  private static Span span(String trace, int number) {
    return Spans.of("service-a", SpanKind.INTERNAL)
        .inTrace(trace)
        .withId("span" + number)
        .under("span" + (number - 1))
        .span();
  }

  private RememberedSpan link(long id) {
    SpanKey key = new SpanKey(new SpanId(id), SpanKind.INTERNAL);
    Ending ending = id % 2 == 0 ? Ending.ENDED : Ending.UNFINISHED;
    return new RememberedSpan(
        new SpanLink(
            key.spanId().value(), 0, key.kind(), Remoteness.UNSAID, ending, SpanLink.Step.OTHER),
        "service-a");
  }

  private static SpanKey otherKind(SpanKey key) {
    return new SpanKey(key.spanId(), SpanKind.SERVER);
  }

  /** A row that decodes no more. */
  private static byte[] withoutAnEnd(byte[] row) {
    byte[] garbled = Arrays.copyOf(row, row.length + 1);
    garbled[row.length] = 0x7f;
    return garbled;
  }
}
