package io.spanline.bench.fault;

import static io.spanline.settings.Catalogue.Guarantee.AT_LEAST_ONCE;
import static io.spanline.settings.Catalogue.Guarantee.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultResultTest {
  private static final Finding CLEAN =
      new Finding(10, 0, 0, true, Duration.ZERO, List.of(), List.of());

  @Test
  void aCleanFindingPasses() {
    assertThat(result(CLEAN).passes(EXACTLY_ONCE)).isTrue();
    assertThat(result(CLEAN).complaints(EXACTLY_ONCE)).isEmpty();
  }

  @Test
  void aLostSpanFailsUnderEveryGuarantee() {
    Finding lost = new Finding(10, 1, 0, true, Duration.ZERO, List.of(), List.of());

    assertThat(result(lost).passes(EXACTLY_ONCE)).isFalse();
    assertThat(result(lost).passes(AT_LEAST_ONCE)).isFalse();
  }

  @Test
  void aDoubledSpanFailsUnlessOnlyAtLeastOnceIsPromised() {
    Finding doubled = new Finding(10, 0, 1, false, Duration.ZERO, List.of(), List.of());

    assertThat(result(doubled).passes(EXACTLY_ONCE)).isFalse();
    assertThat(result(doubled).passes(AT_LEAST_ONCE)).isTrue();
  }

  @Test
  void unequalStatisticsAndAnyProblemFail() {
    Finding unequal = new Finding(10, 0, 0, false, Duration.ZERO, List.of(), List.of());

    assertThat(result(unequal).passes(EXACTLY_ONCE)).isFalse();
    assertThat(result(CLEAN.withProblem("dead")).passes(AT_LEAST_ONCE)).isFalse();
    assertThat(result(CLEAN.withProblem("dead")).complaints(AT_LEAST_ONCE))
        .containsExactly("dead", "logs: logs");
  }

  @Test
  void aRowThatCouldNotBeCarriedThroughFails() {
    assertThat(result(null).passes(AT_LEAST_ONCE)).isFalse();
  }

  private static FaultResult result(@Nullable Finding finding) {
    return new FaultResult(new Termination(), finding, "no broker", Duration.ZERO, Path.of("logs"));
  }
}
