package io.spanline.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.RunFinding.SpanCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultResultTest {
  private static final RunFinding CLEAN =
      new RunFinding(new SpanCount(10, 0, 0), true, Duration.ZERO, List.of(), List.of());

  @Test
  void aCleanFindingPasses() {
    assertThat(result(CLEAN).passes()).isTrue();
    assertThat(result(CLEAN).complaints()).isEmpty();
  }

  @Test
  void aLostSpanFails() {
    RunFinding lost =
        new RunFinding(new SpanCount(10, 1, 0), true, Duration.ZERO, List.of(), List.of());

    assertThat(result(lost).passes()).isFalse();
  }

  @Test
  void aDoubledSpanFails() {
    RunFinding doubled =
        new RunFinding(new SpanCount(10, 0, 1), true, Duration.ZERO, List.of(), List.of());

    assertThat(result(doubled).passes()).isFalse();
  }

  @Test
  void unequalStatisticsAndAnyProblemFail() {
    RunFinding unequal =
        new RunFinding(new SpanCount(10, 0, 0), false, Duration.ZERO, List.of(), List.of());

    assertThat(result(unequal).passes()).isFalse();
    assertThat(result(CLEAN.withProblem("dead")).passes()).isFalse();
    assertThat(result(CLEAN.withProblem("dead")).complaints())
        .containsExactly("dead", "logs: logs");
  }

  @Test
  void aRowThatCouldNotBeCarriedThroughFails() {
    assertThat(result(null).passes()).isFalse();
  }

  private static FaultResult result(@Nullable RunFinding finding) {
    return new FaultResult(new Termination(), finding, "no broker", Duration.ZERO, Path.of("logs"));
  }
}
