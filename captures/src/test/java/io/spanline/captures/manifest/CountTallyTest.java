package io.spanline.captures.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.spanline.captures.TimeRange;
import io.spanline.captures.baseline.Baselines;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.topic.Beginning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountTallyTest {
  private final CountTally tally = new CountTally(Baselines.EVER);

  @Test
  void countsOutcomesSpansAndOperations() {
    add(Traces.aCallsBCallsC());
    add(Spans.entry("a").inTrace("t2").failed().trace());
    tally.leaveOut(3);
    tally.leaveOut(4);

    Manifest.Counts counts = tally.counts();

    assertThat(counts.traces()).isEqualTo(2);
    assertThat(counts.spans()).isEqualTo(6);
    assertThat(counts.leftOut()).isEqualTo(7);
    assertThat(counts.outcomes()).isEqualTo(Map.of("complete", 2L));
    assertThat(counts.services().get("service-b"))
        .isEqualTo(
            new Manifest.ServiceCounts(2, 1, 0, new TreeMap<>(Map.of("service-b-operation", 1L))));
    assertThat(counts.services().get("a"))
        .isEqualTo(new Manifest.ServiceCounts(1, 1, 1, new TreeMap<>(Map.of("a-operation", 1L))));
  }

  @Test
  void aTraceIsASampleIfASpanSaysSo() {
    Span all = Spans.entry("a").edited(span -> span.setTraceState("ot=th:0")).span();
    Span tenth =
        Spans.exit("a").under("aSERVER").edited(span -> span.setTraceState("ot=th:e666")).span();
    add(Traces.complete(List.of(all, tenth)));
    add(Traces.complete(List.of(all)));
    add(Spans.entry("a").inTrace("t2").trace());

    assertThat(tally.counts().sampled()).isEqualTo(1);
  }

  @Test
  void countsRequestsByEnvironmentAndAttributesThatWereDropped() {
    add(
        Spans.entry("a")
            .withResource("deployment.environment.name", "production")
            .withResource("deployment.environment", "old")
            .edited(span -> span.setDroppedAttributesCount(3))
            .trace());
    add(Spans.entry("a").withResource("deployment.environment", "staging").inTrace("t2").trace());
    add(Spans.exit("a").withResource("deployment.environment", "other").inTrace("t3").trace());
    add(Spans.entry("a").inTrace("t4").edited(span -> span.setDroppedAttributesCount(4)).trace());

    assertThat(tally.counts().environments())
        .containsExactly(entry("production", 1L), entry("staging", 1L));
    assertThat(tally.counts().droppedAttributes()).isEqualTo(7);
  }

  @Test
  void countsRequestsOfTheRangeWhicheverTraceTheyBelongTo() {
    TimeRange range = new TimeRange(Spans.EPOCH.plusSeconds(60), Spans.EPOCH.plusSeconds(120));
    CountTally ofRange = new CountTally(range);
    Span session = Spans.entry("a").took(Duration.ofSeconds(150)).span();
    Span inside =
        Spans.entry("b").under("aSERVER").startingAfter(Duration.ofSeconds(60)).failed().span();
    Span after = Spans.entry("c").under("aSERVER").startingAfter(Duration.ofSeconds(120)).span();
    Outcome cut = Outcome.COMPLETE.without(new Outcome.Cut(3, 2));

    ofRange.add(
        new Trace(session.traceId(), 1, cut, List.of(session, inside, after)), Beginning.BEFORE);

    Manifest.Counts counts = ofRange.counts();
    assertThat(counts.services().values())
        .extracting(Manifest.ServiceCounts::requests, Manifest.ServiceCounts::errors)
        .containsExactly(tuple(0L, 0L), tuple(1L, 1L), tuple(0L, 0L));
    assertThat(counts)
        .extracting(
            Manifest.Counts::beganBefore,
            Manifest.Counts::spans,
            Manifest.Counts::truncated,
            Manifest.Counts::truncatedEntrySpans)
        .containsExactly(1L, 3L, 3L, 2L);
    assertThat(ofRange.replay().reasons()).containsKey("began before the range");
  }

  @Test
  void operationsWithoutEndAreCountedTogether() {
    for (int i = 0; i < 2_100; i++) {
      add(Spans.entry("a").inTrace("t" + i).named("GET /" + i).trace());
    }

    assertThat(Objects.requireNonNull(tally.counts().services().get("a")).operations())
        .hasSize(2_001)
        .containsEntry("__other__", 100L);
  }

  @Test
  void countsWhatCanBeSentAgainAndWhyTheRestCannot() {
    add(Traces.aCallsBCallsC());
    add(Spans.entry("a").inTrace("t2").trace());

    Manifest.ReplayCounts replay = tally.replay();

    assertThat(replay.able()).isEqualTo(1);
    assertThat(replay.unable()).isEqualTo(1);
    assertThat(replay.reasons()).isNotEmpty();
    assertThat(replay.reasons().values()).allMatch(count -> count == 1);
  }

  private void add(Trace trace) {
    tally.add(trace, Beginning.INSIDE);
  }
}
