package io.spanline.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.Quantiles;
import io.spanline.bench.replay.PlannerProcess.Planning;
import io.spanline.bench.replay.Result.Memory;
import io.spanline.bench.replay.Row.Round;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static final Quantiles QUICK = new Quantiles(0.1, 1, 9);
  private static final Quantiles SLOW = new Quantiles(0.1, 6, 9);

  @Test
  void theMedianRoundDecidesAboutLateness() {
    List<Target> targets = targets(row(2_000, round(QUICK, 0), round(SLOW, 0), round(QUICK, 0)));

    assertThat(targets.get(0).met()).isTrue();
    assertThat(targets.get(0).found()).isEqualTo("1.00 ms, 0 dropped; highest rate held: 2000/s");
  }

  @Test
  void oneDroppedRequestOfAnyRoundIsTooMany() {
    List<Target> targets = targets(row(2_000, round(QUICK, 0), round(QUICK, 1), round(QUICK, 0)));

    assertThat(targets.get(0).met()).isFalse();
  }

  @Test
  void aMissedRateNamesTheHighestThatWasHeld() {
    List<Target> targets =
        targets(row(200, round(QUICK, 0)), row(1_000, round(QUICK, 0)), row(2_000, round(SLOW, 0)));

    assertThat(targets.get(0).met()).isFalse();
    assertThat(targets.get(0).found()).endsWith("highest rate held: 1000/s");
  }

  @Test
  void aRequestThatOnlyTheServerKnowsOfIsFound() {
    Round repeated = new Round(sent(QUICK, 0), new SteadyServer.Counts(151, 1));

    assertThat(targets(row(2_000, repeated)).get(1).met()).isFalse();
    assertThat(targets(row(2_000, round(QUICK, 0))).get(1).met()).isTrue();
  }

  @Test
  void theHeapMayNeitherGrowNorShrinkByMoreThanATenth() {
    assertThat(memory(100, 109).met()).isTrue();
    assertThat(memory(100, 112).met()).isFalse();
    assertThat(memory(100, 88).met()).isFalse();
  }

  @Test
  void planningHasToSucceedInTime() {
    assertThat(planning(new Planning(200_000, 64, 59, 0)).met()).isTrue();
    assertThat(planning(new Planning(200_000, 64, 61, 0)).met()).isFalse();
    assertThat(planning(new Planning(200_000, 64, 5, 1)).met()).isFalse();
  }

  private static List<Target> targets(Row... rows) {
    return new Result(QUICK, Arrays.asList(rows), null, List.of()).targets();
  }

  private static Target memory(long early, long end) {
    Memory memory = new Memory(600_000, early, end);
    return new Result(QUICK, List.of(), memory, List.of()).targets().get(0);
  }

  private static Target planning(Planning planning) {
    return new Result(QUICK, List.of(), null, List.of(planning)).targets().get(0);
  }

  private static Row row(int perSecond, Round... rounds) {
    return new Row(ReplayerProcess.TITLE, AnswerTimes.STEADY, perSecond, 60, Arrays.asList(rounds));
  }

  private static Round round(Quantiles lateness, long dropped) {
    return new Round(sent(lateness, dropped), new SteadyServer.Counts(150, 1));
  }

  private static Sent sent(Quantiles lateness, long dropped) {
    return new Sent(50, new Sent.Counts(100, 0, dropped, 0), lateness, QUICK, QUICK);
  }
}
