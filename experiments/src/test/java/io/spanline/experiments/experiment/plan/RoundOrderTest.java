package io.spanline.experiments.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoundOrderTest {
  @Test
  void fourBlocksAreInTurnsAndTheFirstRoundIsHealthy() {
    assertThat(letters(4)).isEqualTo("ABBABAAB");
    assertThat(letters(2)).isEqualTo("ABBA");
  }

  /** Otherwise whatever gets faster by itself would look like the fault, or hide it. */
  @Test
  void healthyAndFaultyRoundsHaveTheSameMeanPlace() {
    assertThat(meanPlace(false)).isEqualTo(meanPlace(true));
  }

  @Test
  void eachBlockHasOneOfEach() {
    RoundOrder.of(5).stream()
        .collect(Collectors.groupingBy(RoundOrder::block))
        .values()
        .forEach(
            block ->
                assertThat(block)
                    .extracting(RoundOrder::faulty)
                    .containsExactlyInAnyOrder(false, true));
  }

  private static String letters(int blocks) {
    List<RoundOrder> rounds = RoundOrder.of(blocks);
    return rounds.stream().map(round -> round.faulty() ? "B" : "A").collect(Collectors.joining());
  }

  private static double meanPlace(boolean faulty) {
    return RoundOrder.of(4).stream()
        .filter(round -> round.faulty() == faulty)
        .mapToInt(RoundOrder::number)
        .average()
        .orElseThrow();
  }
}
