package io.spanline.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.terminal.Complaint;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The exit code of each outcome, as a CI asks for it. */
class CiOptionsTest {
  @Test
  void eachOutcomeHasACodeOfItsOwn() {
    assertThat(codes()).containsExactly(0, 10, 11, 13);
    assertThat(codes("--fail-exit-code", "99")).containsExactly(0, 99, 11, 13);
  }

  @Test
  void anInconclusiveVerdictIsWhatItIsTakenForAndAnInvalidOneIsNever() {
    assertThat(codes("--inconclusive", "pass")).containsExactly(0, 10, 0, 13);
    assertThat(codes("--inconclusive", "fail")).containsExactly(0, 10, 10, 13);
    assertThat(codes("--inconclusive", "fail", "--fail-exit-code", "1"))
        .containsExactly(0, 1, 1, 13);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "2", "11", "12", "13", "14", "15", "126", "130", "256"})
  void aCodeThatSaysSomethingElseIsRefused(String code) {
    assertThatThrownBy(() -> parsed("--fail-exit-code", code).junit(Path.of("x.yaml")))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("--fail-exit-code takes 1 to 125", code);
  }

  private static List<Integer> codes(String... words) {
    CiOptions options = parsed(words);
    assertThat(options.junit(Path.of("x.yaml"))).isEmpty();
    return Arrays.stream(Outcome.values()).map(options::exitCode).toList();
  }

  private static CiOptions parsed(String... words) {
    CiOptions options = new CiOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("ci", mixin(options)))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(words);
    return options;
  }

  private static CommandLine.Model.CommandSpec mixin(CiOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }
}
