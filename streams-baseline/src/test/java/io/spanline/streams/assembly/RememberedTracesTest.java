package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Linked;
import io.spanline.model.Outcome.Cut;
import io.spanline.model.Remoteness;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import io.spanline.model.SpanLink.Ending;
import io.spanline.model.SpanLink.Step;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import io.spanline.model.Traces;
import io.spanline.streams.assembly.Contribution.Counted;
import io.spanline.streams.store.FactsTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RememberedTracesTest {
  private static final AssemblyRules RULES = Rules.mostSpans(10);

  // Of a few traces.
  private static final long INDEX = 16 * Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> openRows = Stores.inMemoryKeyValueStore("open").get();
  private final OpenTraceRows rows = new OpenTraceRows(openRows, RULES);
  private final OpenTraces open = new OpenTraces(rows, RULES, Rules.NO_BOUNDS);
  private final List<TraceId> ids =
      IntStream.range(0, 10).mapToObj(i -> Spans.traceId("t" + i)).toList();

  @Test
  void forgetsTheOldestEarlyWhereThereAreTooMany() {
    RememberedTraces closed = boundedTo(7);
    ids.forEach(id -> rememberInARowOfItsOwn(closed, id, ids.indexOf(id)));

    closed.forget(10, 0);

    assertThat(closed.traces()).isEqualTo(7);
    assertThat(closed.heapBytes()).isLessThanOrEqualTo(7 * size() + INDEX);
    assertThat(closed.forgotten()).isEqualTo(3);
    assertThat(ids).filteredOn(id -> closed.find(id) != null).isEqualTo(ids.subList(3, 10));
  }

  @Test
  void doesNotCountWhatIsForgottenInTime() {
    RememberedTraces closed = boundedTo(100);
    ids.forEach(id -> rememberInARowOfItsOwn(closed, id, ids.indexOf(id)));

    closed.forget(RULES.horizon().toMillis() + 4, 0);

    assertThat(closed.traces()).isEqualTo(5);
    assertThat(closed.forgotten()).isZero();
  }

  /** A restart finds what was emitted in the rows of the open trace. */
  @Test
  void forgetsATraceThatWaitsForARevisionAndTheRevisionKnowsIt() {
    RememberedTraces closed = boundedTo(1);
    rememberInARowOfItsOwn(closed, ids.get(0), 0);
    open.add(open.open(ids.get(0), closed.find(ids.get(0))), arrival());
    rows.save(Rules.LATER);
    rememberInARowOfItsOwn(closed, ids.get(1), 1);
    rememberInARowOfItsOwn(closed, ids.get(2), 2);

    closed.forget(10, 0);

    assertThat(closed.find(ids.get(1))).isNull();
    OpenTrace restored =
        new OpenTraces(new OpenTraceRows(openRows, RULES), RULES, Rules.NO_BOUNDS).firstDue();
    assertThat(Objects.requireNonNull(restored).earlier()).isEqualTo(closedAt(0));
    rememberInARowOfItsOwn(closed, ids.get(0), 3);
    closed.forget(10, 0);
    assertThat(closed.traces()).isEqualTo(1);
    assertThat(closed.isEmpty()).isFalse();
  }

  /** Those of one row are forgotten with the last of them, and yet each is late in its own time. */
  @Test
  void recallsNoTraceAfterItsOwnHorizon() {
    RememberedTraces closed = boundedTo(100);
    ids.forEach(id -> closed.remember(id, closedAt(ids.indexOf(id)), 0));
    closed.save(0);
    long now = RULES.horizon().toMillis() + 4;

    closed.forget(now, 0);

    assertThat(ids)
        .filteredOn(id -> closed.recall(id, now, 0) != null)
        .isEqualTo(ids.subList(5, 10));
    assertThat(closed.traces()).isEqualTo(5);
    closed.forget(now + 5, 0);
    assertThat(closed.isEmpty()).isTrue();
    assertThat(closed.heapBytes()).isEqualTo(INDEX);
  }

  @Test
  void countsARevisionOfATraceOnce() {
    RememberedTraces closed = boundedTo(10);

    rememberInARowOfItsOwn(closed, ids.get(0), 0);
    rememberInARowOfItsOwn(closed, ids.get(0), 5);

    assertThat(closed.traces()).isEqualTo(1);
    // The first skeleton stays until its row is forgotten.
    closed.forget(RULES.horizon().toMillis(), 0);
    assertThat(closed.traces()).isEqualTo(1);
    assertThat(closed.heapBytes()).isEqualTo(size() + INDEX);
    assertThat(closed.forgotten()).isZero();
  }

  /** What was forgotten is overwritten once no span before it is read again, and not before. */
  @Test
  void overwritesTheRowsThatItNeedsNoMore() {
    KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("closed").get();
    RememberedTraces closed = new RememberedTraces(store, RULES, Rules.NO_BOUNDS);
    for (int i = 0; i < 100; i++) {
      closed.remember(Spans.traceId("t" + i), closedAt(10_000L * i), Position.of(i));
      closed.forget(10_000L * i, Position.of(i));
      closed.save(Position.of(Math.max(0, i - 5)));
    }

    // Those of three closings within the horizon, of six more that may be asked for, the extent.
    assertThat(store.approximateNumEntries()).isBetween(6L, 12L);
    RememberedTraces restored = new RememberedTraces(store, RULES, Rules.NO_BOUNDS);
    restored.resume(Position.of(100));
    assertThat(restored.traces()).isEqualTo(closed.traces()).isEqualTo(3);
    assertThat(restored.heapBytes()).isEqualTo(closed.heapBytes());
    assertThat(restored.find(Spans.traceId("t98"))).isEqualTo(closedAt(980_000));
  }

  /** Of five spans, each under the one before, in three services. */
  @Test
  void takesAtMost110BytesATraceOfFiveSpans() {
    RememberedTraces closed = boundedTo(Integer.MAX_VALUE);
    List<RememberedSpan> links = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Spans span = Spans.of("service-" + i % 3, SpanKind.INTERNAL).withId("s" + i);
      links.add(Revisions.remembered((i == 0 ? span : span.under("s" + (i - 1))).span().facts()));
    }

    for (int i = 0; i < 100_000; i++) {
      closed.remember(
          new TraceId(i * 0x9e3779b97f4a7c15L, i + 1),
          new RememberedTrace(1, i / 20, 5, Cut.NONE, 3_500, null, links, List.of()),
          Position.of(1_000_000 + 5L * i));
    }
    closed.save(0);

    assertThat(closed.heapBytes() / closed.traces()).isLessThan(110);
    assertThat(closed.find(new TraceId(77_777 * 0x9e3779b97f4a7c15L, 77_778)))
        .isEqualTo(new RememberedTrace(1, 77_777 / 20, 5, Cut.NONE, 3_500, null, links, List.of()));
  }

  private static RememberedTraces boundedTo(int traces) {
    MemoryBounds bounds =
        new MemoryBounds(Long.MAX_VALUE, Integer.MAX_VALUE, traces * size() + INDEX);
    return new RememberedTraces(Stores.inMemoryKeyValueStore("closed").get(), RULES, bounds);
  }

  private static long size() {
    RememberedTraces one =
        new RememberedTraces(Stores.inMemoryKeyValueStore("closed").get(), RULES, Rules.NO_BOUNDS);
    rememberInARowOfItsOwn(one, Spans.traceId("t0"), 0);
    return one.heapBytes() - INDEX;
  }

  private static void rememberInARowOfItsOwn(RememberedTraces closed, TraceId id, long millis) {
    closed.remember(id, closedAt(millis), 0);
    closed.save(0);
  }

  private static RememberedTrace closedAt(long millis) {
    Span span = Spans.entry("a").span();
    return new RememberedTrace(
        1, millis, 1, Cut.NONE, 100, null, List.of(Revisions.remembered(span.facts())), List.of());
  }

  private static Arrival arrival() {
    return new Arrival(Spans.entry("a").withId("late").span(), 1, 1, 0);
  }

  @Test
  void takesAtMost64BytesASpanOfAnOrdinaryTrace() {
    assertThat(bytesPerSpan(Traces.spansOfACallsBCallsC("t1"))).isLessThan(64);
  }

  /** Requests of a shop: behind each entry span three calls to stores that make no spans. */
  @Test
  void takesAtMost64BytesASpanWhereMostCallsAreUnanswered() {
    List<Span> spans = new ArrayList<>(Traces.spansOfACallsBCallsC("t1"));
    for (String service : List.of("a", "b", "c")) {
      for (String store : List.of("orders", "customers", "articles")) {
        spans.add(
            Spans.exit("service-" + service)
                .withId(service + store)
                .under(service)
                .named("SELECT " + store)
                .with("peer.service", "postgres-" + store)
                .span());
      }
    }

    assertThat(bytesPerSpan(spans)).isLessThan(64);
  }

  @Test
  void readsEveryFactBack() {
    List<SpanFacts> facts =
        List.of(
            new SpanFacts(link(1, SpanKind.CLIENT, null), "", "", null, 0, 0, false, 0, false),
            new SpanFacts(
                link(-1, SpanKind.PRODUCER, 7L), "größe", "name", "peer", -1, 5, true, 9, true),
            new SpanFacts(
                link(Long.MIN_VALUE, SpanKind.CONSUMER, -7L),
                "größe",
                "name",
                null,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                true,
                Integer.MIN_VALUE,
                false));

    byte[] bytes = FactsTable.write(facts, Integer.MAX_VALUE);

    assertThat(FactsTable.read(ByteBuffer.wrap(bytes))).isEqualTo(facts);
  }

  @Test
  void isNeverLargerThanItsChangelogTakes() {
    List<RememberedSpan> links = new ArrayList<>();
    List<CallEnd> ends = new ArrayList<>();
    for (int i = 1; i <= 200_000; i++) {
      SpanLink link = link(i, SpanKind.CLIENT, (long) i);
      String longName = "\u20ac".repeat(128) + i;
      links.add(new RememberedSpan(link, longName));
      SpanFacts facts = new SpanFacts(link, "service" + i, "", longName, 1, 2, false, i, false);
      ends.add(new CallEnd(facts, new Counted(i, -i)));
    }

    byte[] row =
        new RememberedTrace(1, 0, 100_000, new Cut(100_000, 9), 1, null, links, ends).toBytes();

    assertThat(row.length).isBetween(6 << 20, 15 << 19);
    RememberedTrace read = RememberedTrace.of(ByteBuffer.wrap(row));
    assertThat(read.links()).extracting(Linked::link).hasSize(200_000);
    assertThat(read.links().get(0)).isEqualTo(links.get(0));
    assertThat(read.links().get(199_999).service()).isEqualTo(Span.UNKNOWN_SERVICE);
    assertThat(read.unpaired()).isEqualTo(ends.subList(0, read.unpaired().size()));
  }

  private static double bytesPerSpan(List<Span> spans) {
    List<SpanFacts> facts = spans.stream().map(Span::facts).toList();
    CallPairing.Paired paired =
        CallPairing.pair(null, facts, new Counted(1_700_000_000_000L, 1_700_000_000_500L));
    List<RememberedSpan> links = facts.stream().map(Revisions::remembered).toList();
    RememberedTrace trace =
        new RememberedTrace(1, 0, spans.size(), Cut.NONE, 1, null, links, paired.unpaired());
    assertThat(RememberedTrace.of(ByteBuffer.wrap(trace.toBytes()))).isEqualTo(trace);
    return (double) trace.toBytes().length / spans.size();
  }

  private static SpanLink link(long id, SpanKind kind, @Nullable Long parent) {
    return new SpanLink(
        id,
        parent == null ? 0 : parent,
        kind,
        parent == null ? Remoteness.UNSAID : Remoteness.REMOTE,
        id < 0 ? Ending.UNFINISHED : Ending.ENDED,
        parent == null ? Step.OTHER : Step.TAKE);
  }
}
