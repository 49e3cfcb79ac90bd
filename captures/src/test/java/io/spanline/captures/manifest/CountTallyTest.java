package io.spanline.captures.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountTallyTest {
  private final CountTally tally = new CountTally();

  @Test
  void countsOutcomesSpansAndOperations() {
    tally.add(Traces.aCallsBCallsC());
    tally.add(Spans.entry("a").inTrace("t2").failed().trace());
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
    tally.add(Traces.complete(List.of(all, tenth)));
    tally.add(Traces.complete(List.of(all)));
    tally.add(Spans.entry("a").inTrace("t2").trace());

    assertThat(tally.counts().sampled()).isEqualTo(1);
  }

  @Test
  void operationsWithoutEndAreCountedTogether() {
    for (int i = 0; i < 2_100; i++) {
      tally.add(Spans.entry("a").inTrace("t" + i).named("GET /" + i).trace());
    }

    assertThat(Objects.requireNonNull(tally.counts().services().get("a")).operations())
        .hasSize(2_001)
        .containsEntry("__other__", 100L);
  }

  @Test
  void countsWhatCanBeSentAgainAndWhyTheRestCannot() {
    tally.add(Traces.aCallsBCallsC());
    tally.add(Spans.entry("a").inTrace("t2").trace());

    Manifest.ReplayCounts replay = tally.replay();

    assertThat(replay.able()).isEqualTo(1);
    assertThat(replay.unable()).isEqualTo(1);
    assertThat(replay.reasons()).isNotEmpty();
    assertThat(replay.reasons().values()).allMatch(count -> count == 1);
  }
}
