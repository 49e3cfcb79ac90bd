package io.spanline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SpanlineTest {
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final CommandLine line =
      Spanline.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out));

  @Test
  void anUnknownOptionIsNamedAndExitsWithTwo() {
    int exit = line.execute("demo", "--onse");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("--onse").contains("--once");
  }

  @Test
  void anUnknownVerbExitsWithTwo() {
    assertThat(line.execute("bogus")).isEqualTo(2);
    assertThat(err.toString()).contains("bogus");
  }

  @Test
  void aWrongIdIsExplainedWithoutAStackTrace() {
    int exit = line.execute("traces", "show", "xyz");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("spanline: a trace id is 4 to 32 hex digits, was 'xyz'");
  }

  @Test
  void aWrongMixNamesTheKindsThereAre() {
    line.execute("traffic", "--mix", "refund=1");

    assertThat(err.toString()).contains("'refund'").contains("place-order").doesNotContain("\tat");
  }

  @Test
  void everyVerbHasAnExampleInItsHelp() {
    for (Map.Entry<String, CommandLine> verb : line.getSubcommands().entrySet()) {
      String help = verb.getValue().getUsageMessage();
      String nested =
          verb.getValue().getSubcommands().values().stream()
              .map(CommandLine::getUsageMessage)
              .reduce("", String::concat);
      assertThat(help + nested).as(verb.getKey()).containsPattern("Examples?:");
    }
  }
}
