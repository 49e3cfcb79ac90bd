package io.spanline.bench.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.examine.RunFinding.SpanCount;
import io.spanline.bench.fault.Fault;
import io.spanline.bench.fault.FaultRun;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunFindingTest {
  private static final SpanCount ALL = new SpanCount(10, 0, 0);

  @Test
  void passesOnlyIfEverySpanIsThereOnceAndTheStatisticsAreEqual() {
    assertThat(examined(ALL, true).passes()).isTrue();
    assertThat(examined(new SpanCount(10, 1, 0), true).passes()).isFalse();
    assertThat(examined(new SpanCount(10, 0, 1), true).passes()).isFalse();
    assertThat(examined(ALL, false).passes()).isFalse();
  }

  @Test
  void anyProblemFails() {
    RunFinding finding = examined(ALL, true);
    finding.require(true, "alive");
    finding.expect("spans", 1, 1);
    assertThat(finding.passes()).isTrue();

    finding.require(false, "dead");
    finding.expect("spans", 1, 2);
    finding.remark("10 spans");

    assertThat(finding.passes()).isFalse();
    assertThat(result(finding).complaints())
        .containsExactly("dead", "spans: 2 instead of 1", "10 spans", "logs: logs");
  }

  @Test
  void aRowThatWasNotExaminedFails() {
    assertThat(new RunFinding(said -> {}).passes()).isFalse();
  }

  @Test
  void theLongestRecoveryCounts() {
    RunFinding finding = examined(ALL, true);
    finding.recovered(Duration.ofSeconds(2));
    finding.recovered(Duration.ofSeconds(1));

    assertThat(finding.recovery()).isEqualTo(Duration.ofSeconds(2));
    assertThat(result(finding).complaints()).isEmpty();
  }

  private static RunFinding examined(SpanCount spans, boolean equal) {
    RunFinding finding = new RunFinding(said -> {});
    finding.examined(spans, equal);
    return finding;
  }

  private static FaultRun.Result result(RunFinding finding) {
    Fault fault = new Fault(4, "SIGTERM", "ends", scene -> {});
    return new FaultRun.Result(fault, finding, Duration.ZERO, Path.of("logs"));
  }
}
