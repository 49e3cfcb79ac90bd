package io.spanline.bench;

import io.spanline.bench.fuzz.DecoderFuzz;
import io.spanline.bench.fuzz.FuzzReport;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline bench fuzz}. */
@Command(
    name = "fuzz",
    description = {
      "Spoil valid records and check that the decoder accepts or refuses each of them.",
      "",
      "It must never throw, nor take more time or memory than the input's size accounts for; what"
          + " it accepts must be writable in both encodings and be read again as it was. The fast"
          + " reader of slices must say of each what the full parser says.",
      "",
      "Example: ./spanline bench fuzz --inputs 1000000 --seed 1"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no rule was broken", "1:a rule was broken; the inputs are printed"})
final class FuzzVerb implements Callable<Integer> {
  @Option(
      names = "--inputs",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "how many (${DEFAULT-VALUE})")
  private long inputs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "the same seed makes the same inputs (${DEFAULT-VALUE})")
  private long seed;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    if (inputs < 1) {
      throw Complaint.refused("--inputs must be at least 1, was " + inputs);
    }
    Screen screen = output.screen();
    screen.say("seed %d".formatted(seed));
    FuzzReport report;
    try (Screen.Bar bar = screen.bar("fuzz", inputs, "inputs")) {
      report = new DecoderFuzz(seed).run(inputs, bar::stepTo);
    }
    report.lines().forEach(screen::result);
    screen.json(Map.of("seed", seed, "outcomes", report.outcomes(), "findings", report.findings()));
    return report.findings().isEmpty() ? 0 : 1;
  }
}
