package io.spanline.streams;

import static io.spanline.model.Spans.ms;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What time does to assembly: lag, quiet, a stopped process, stamps that cannot be true. */
class AssemblyTimeTest {
  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");

  @Test
  void decidesByRecordTimeWhileItLags() {
    harness.progress().lags();
    harness.receive(spans.subList(0, 2));

    harness.passes(Duration.ofHours(1).dividedBy(60));
    assertThat(harness.traces()).isEmpty();
    harness.receiveStamped(TopologyHarness.START.plusMillis(500), spans.get(2));
    harness.receiveStamped(TopologyHarness.START.plusMillis(900), spans.get(3), spans.get(4));
    assertThat(harness.traces()).isEmpty();
    harness.receiveStamped(
        TopologyHarness.START.plusMillis(2_900), Spans.entry("other").inTrace("t2").span());

    assertThat(harness.onlyTrace().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(harness.onlyTrace().spans()).hasSize(5);
  }

  @Test
  void tellsALateSpanByRecordTimeWhileItLags() {
    harness.progress().lags();
    harness.receive(spans.subList(0, 4));
    harness.progress().passes(ofSeconds(20));
    harness.receive(spans.get(4));
    harness.progress().catchesUp();

    harness.passes(ofSeconds(11));

    assertThat(harness.traces()).extracting(Trace::revision).containsExactly(1, 2);
  }

  @Test
  void doesNotCountTimeInWhichItDidNotRun() {
    harness.receive(spans.get(0), spans.get(4));
    harness.passes(ofSeconds(2));

    harness.progress().passes(Duration.ofMinutes(5));
    harness.passes(ms(100));

    assertThat(harness.traces()).isEmpty();
  }

  @Test
  void advancesTheWatermarkOfAPartitionThatNeverHadARecord() {
    harness.passes(ofSeconds(30));

    assertThat(harness.ledger().watermark())
        .isBetween(harness.progress().now().minusSeconds(2), harness.progress().now());
  }

  @Test
  void holdsTheWatermarkWhileItLags() {
    harness.receive(spans);
    harness.progress().lags();

    harness.passes(ofSeconds(30));

    assertThat(harness.ledger().watermark()).isEqualTo(TopologyHarness.START);
    harness.progress().catchesUp();
  }

  @Test
  void takesTheWatermarkOfALaggingPartitionToTheWallClockOnceNothingWaits() {
    harness.receiveStamped(TopologyHarness.START.minusSeconds(3_600), spans.get(0));

    harness.passes(ofSeconds(60));

    assertThat(harness.ledger().watermark()).isAfter(harness.progress().now().minusSeconds(2));
  }

  @Test
  void isNotHeldByARecordThatIsStampedAnHourAhead() {
    Instant ahead = TopologyHarness.START.plusSeconds(3_600);
    byte[] key = TopologyHarness.bytes("key");
    harness.receiveStamped(ahead, Spans.entry("ahead").inTrace("t2").span());
    harness.receive(key, TopologyHarness.bytes("garbage"), Map.of(), ahead);
    harness.receive(spans);

    for (int i = 0; i < 10; i++) {
      harness.passes(ms(400));
      harness.receive(Spans.entry("steady").inTrace("steady" + i).span());
    }

    assertThat(harness.traces()).extracting(Trace::traceId).contains(Spans.traceId("t1"));
    assertThat(harness.ledger().watermark()).isBefore(harness.progress().now().plusSeconds(2));
    harness.passes(ofSeconds(3));
    assertThat(harness.traceRecords())
        .allMatch(record -> !record.getRecordTime().isAfter(harness.progress().now()));
  }
}
