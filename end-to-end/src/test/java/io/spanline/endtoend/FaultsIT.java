package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.Bench;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./spanline faults}; the whole table takes too long for every change. */
@Tag("broker")
class FaultsIT {
  @Test
  void nothingIsLostOrDoubledByKillsOfTheAppAndOfTheBroker() {
    assertThat(Bench.commandLine().execute("faults", "--short"))
        .as("exit code; the table and the logs it names are in the output above")
        .isZero();
  }

  /** Between two commits nearly always: a commit a second, and kills at moments of chance. */
  @Tag("thorough")
  @Test
  void nothingIsLostOrDoubledByThirtyKills() {
    assertThat(Bench.commandLine().execute("faults", "--short", "--rows", "1", "--kills", "30"))
        .as("exit code; the table and the logs it names are in the output above")
        .isZero();
  }
}
