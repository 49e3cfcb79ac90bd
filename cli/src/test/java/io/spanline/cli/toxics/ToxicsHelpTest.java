package io.spanline.cli.toxics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.cli.Spanline;
import io.spanline.experiments.toxic.ToxicKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ToxicsHelpTest {
  private final CommandLine toxics = Spanline.commandLine().getSubcommands().get("toxics");

  @Test
  void everyToxicIsInTheHelpAsItIsWritten() {
    assertThat(help("add").lines())
        .contains(
            "latency=<ms> [jitter=<ms>]",
            "reset_peer[=<ms>]",
            "slicer=<bytes> [size_variation=<bytes>] [delay=<µs>]",
            "down")
        .doesNotContain("{toxics}");
    for (ToxicKind kind : ToxicKind.values()) {
      assertThat(help("add").replaceAll("\\s+", " ")).contains(kind.effect());
    }
  }

  /** A line that is as long as the terminal is broken by it: it holds no indentation any more. */
  @Test
  void noLineOfAToxicIsBrokenAt80Columns() {
    assertThat(ToxicLines.all()).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "clear", "sweep"})
  void theHelpTellsTheExitCodes(String verb) {
    assertThat(help(verb)).contains("Exit codes:", "\n  0 ", "\n  2 ", "\n  14 ", "\n  130 ");
  }

  @Test
  void sweepTakesNoOwner() {
    assertThat(help("sweep")).contains("--no-journal").doesNotContain("--owner");
  }

  private String help(String verb) {
    CommandLine line = toxics.getSubcommands().get(verb);
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(80);
    return line.getUsageMessage();
  }
}
