package io.spanline.experiments.replay.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.replay.SendingMachine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThisMachineTest {
  @Test
  void measuresHowLateAThreadWakes() {
    SendingMachine.Oversleep over = Objects.requireNonNull(ThisMachine.machine().oversleep());

    assertThat(over.p50()).isPositive().isLessThanOrEqualTo(over.p99());
    assertThat(over.p99()).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "interpreted mode, -Xint, none",
    "'mixed mode, sharing', -Xmx64m, C1 and C2",
    "mixed mode, -XX:TieredStopAtLevel=1, C1",
    "mixed mode, '-XX:TieredStopAtLevel=1 -XX:TieredStopAtLevel=4', C1 and C2",
    "mixed mode, -XX:TieredStopAtLevel=0, none",
    "mixed mode, -XX:-TieredCompilation, C2"
  })
  void saysWhichCompilersAJavaHas(String info, String arguments, String compilers) {
    assertThat(ThisMachine.compilers(info, List.of(arguments.split(" ")))).isEqualTo(compilers);
  }
}
