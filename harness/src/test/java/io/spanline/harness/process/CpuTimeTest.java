package io.spanline.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
  @Test
  void tellsTheThreadsOfThisJvmApart() {
    assumeThat(Files.exists(Path.of("/proc/self/task"))).isTrue();
    long pid = ProcessHandle.current().pid();
    CpuTime before = CpuTime.of(pid, 1);

    Waiting.until(
        "nothing was collected",
        Duration.ofSeconds(30),
        () -> {
          System.gc();
          return CpuTime.of(pid, 2).since(before).collecting() > 0.02;
        });

    CpuTime used = CpuTime.of(pid, 100);
    assertThat(used.compiling()).isPositive();
    assertThat(used.collecting()).isLessThan(used.all());
    assertThat(used.shares()).matches("\\d+ \\+ \\d+ %");
  }

  @Test
  void aProcessWithoutThreadsOfAJvmHasNoShares() {
    assertThat(CpuTime.of(-1, 3)).isEqualTo(new CpuTime(3, 0, 0));
    assertThat(CpuTime.NONE.and(new CpuTime(3, 0, 0)).shares()).isEmpty();
  }
}
