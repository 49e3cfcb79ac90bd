package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.spanline.model.Outcome.Cut;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.SpanReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate is what the heap holds after a collection; the bounds of memory rest on it. */
class HeapEstimateTest {
  // No array of so many takes a region of the collector for itself, of which it would fill a part.
  private static final int SPANS = 30_000;
  private static final AssemblyRules RULES = Rules.mostSpans(10_000);

  private final SpanReader reader = new SpanReader();

  /** Of an ordinary span 400 B are its own. */
  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({"1, 270", "1, 400", "5, 400", "5, 2000", "50, 400", "500, 270"})
  void isWithinFivePercent(int spansOfATrace, int bytes) {
    assertThat(ratio(() -> filled(spansOfATrace, bytes))).isCloseTo(1, withPercentage(5));
  }

  /** A trace that was emitted and is open again takes much more. */
  @Tag("thorough")
  @Test
  void isWithinFivePercentOfTracesThatAreOpenAgain() {
    assertThat(ratio(this::openedAgain)).isCloseTo(1, withPercentage(5));
  }

  /** A span in a row is on the heap twice. */
  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = {5, 500})
  void isWithinTenPercentOfTracesInRows(int spansOfATrace) {
    assertThat(ratio(() -> inRows(spansOfATrace))).isCloseTo(1, withPercentage(10));
  }

  @Test
  void holdsAnOrdinarySpanInSomeSixHundredBytes() {
    assertThat(filled(5, 400).heapBytes() / SPANS).isLessThanOrEqualTo(630);
  }

  /** Of the estimate to what the heap holds. */
  private static double ratio(Supplier<OpenTraces> maker) {
    double[] ratios = new double[7];
    for (int i = 0; i < ratios.length; i++) {
      long before = used();
      OpenTraces open = maker.get();
      long held = used() - before;
      assertThat(open.spans()).isEqualTo(SPANS);
      ratios[i] = (double) open.heapBytes() / held;
    }
    // What else is collected, or made, meanwhile counts in some of them.
    Arrays.sort(ratios);
    return ratios[ratios.length / 2];
  }

  private OpenTraces inRows(int spansOfATrace) {
    OpenTraceRows rows = rows();
    OpenTraces open = filled(new OpenTraces(rows, RULES, Rules.NO_BOUNDS), spansOfATrace, 400);
    rows.save(Rules.LATER);
    return open;
  }

  /** Each with a span more than the two that were emitted. */
  private OpenTraces openedAgain() {
    OpenTraces open = new OpenTraces(rows(), RULES, Rules.NO_BOUNDS);
    for (int i = 0; i < SPANS; i++) {
      Spans entry = Spans.entry("service-a").inTrace("t" + i);
      List<RememberedSpan> links =
          List.of(
              Revisions.remembered(entry.withId("s" + i).under("gone").span().facts()),
              Revisions.remembered(entry.withId("u" + i).under("s" + i).span().facts()));
      RememberedTrace earlier =
          new RememberedTrace(1, 1_000, 2, Cut.NONE, 800, null, links, List.of());
      RememberedTrace read = RememberedTrace.of(ByteBuffer.wrap(earlier.toBytes()));
      Span came = read(entry.withId("v" + i).under("u" + i), 400);
      open.add(open.open(came.traceId(), read), new Arrival(came, 1_000, 1_000, i));
    }
    return open;
  }

  private static OpenTraceRows rows() {
    return new OpenTraceRows(Stores.inMemoryKeyValueStore("open").get(), RULES);
  }

  private OpenTraces filled(int spansOfATrace, int bytes) {
    return filled(new OpenTraces(rows(), RULES, Rules.NO_BOUNDS), spansOfATrace, bytes);
  }

  private OpenTraces filled(OpenTraces open, int spansOfATrace, int bytes) {
    int traces = SPANS / spansOfATrace;
    for (int i = 0; i < SPANS; i++) {
      Spans span = Spans.entry("service-a").inTrace("t" + i % traces).withId("s" + i);
      Span came = read(i < traces ? span : span.under("s" + (i - traces)), bytes);
      OpenTrace trace = open.find(came.traceId());
      open.add(
          trace == null ? open.open(came.traceId(), null) : trace,
          new Arrival(came, 1_000, 1_000, i));
    }
    return open;
  }

  /** As it comes from a record, of about that many bytes. */
  private Span read(Spans span, int bytes) {
    int missing = bytes - span.span().otlp().getSerializedSize() - 15;
    byte[] record = span.with("text", "x".repeat(missing)).span().fragmentBytes();
    return ((Decoded.Spans) reader.read(record)).spans().get(0);
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
