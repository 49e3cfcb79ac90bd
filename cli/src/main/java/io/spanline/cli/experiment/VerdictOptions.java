package io.spanline.cli.experiment;

import io.spanline.terminal.OutputOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a verdict is written. */
final class VerdictOptions {
  @Option(
      names = "--format",
      paramLabel = "text|json|markdown",
      description = "how it is written (text); json is --json")
  private VerdictPrinter.@Nullable Format format;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** As was asked; progress goes to standard error. */
  VerdictPrinter printer() {
    VerdictPrinter.Format wanted =
        output.format(format, VerdictPrinter.Format.TEXT, VerdictPrinter.Format.JSON);
    return new VerdictPrinter(
        wanted == VerdictPrinter.Format.JSON ? output.screenOfJson() : output.screenOfResultAlone(),
        spec.root().usageMessage().width(),
        wanted);
  }
}
