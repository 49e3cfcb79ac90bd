package io.spanline.bench;

import io.spanline.bench.verdict.VerdictBench;
import io.spanline.bench.verdict.VerdictResult;
import io.spanline.bench.verdict.VerdictTable;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline bench verdict}. */
@Command(
    name = "verdict",
    description = {
      "Measure how often compare calls equal sides worse, and how often it finds what is.",
      "",
      "Makes up two sides of ten services, p50 and p95 of each, for seven shapes of latencies and"
          + " 30 to 1000 requests a side. If both sides come from one distribution, at most 2 % of"
          + " reports may call anything worse (AR(1) 0.9 and pairs with rounds are"
          + " shown and not judged). Then one service"
          + " is slower by a factor. Next to compare, on the same latencies: the rule p95 > 1.2x,"
          + " and Mann-Whitney at 0.98. The last columns are the factors found in 80 % of reports.",
      "",
      "Compare alone judges error rates, sides of unequal size, services with operations, and"
          + " pairs of requests.",
      "",
      "Takes about 4 min on two cores.",
      "",
      "Example: ./spanline bench verdict --trials 200"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:at most 2 % in every judged case", "1:more in one", "2:wrong usage"})
final class VerdictVerb implements Callable<Integer> {
  private static final int FEWEST = 20;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "of equal sides, for each case (${DEFAULT-VALUE}); with few, chance alone may exceed 2 %%")
  private int trials;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "the same seed makes the same latencies (${DEFAULT-VALUE})")
  private long seed;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    if (trials < FEWEST) {
      throw Complaint.refused("--trials must be at least %d, was %d".formatted(FEWEST, trials));
    }
    Screen screen = output.screen();
    screen.say("seed %d".formatted(seed));
    VerdictResult result;
    try (Screen.Bar bar = screen.bar("verdict", VerdictBench.steps(), "steps")) {
      result = new VerdictBench(seed, trials, bar::step).run();
    }
    VerdictTable.of(result).forEach(screen::result);
    screen.json(result);
    return result.isKept() ? 0 : 1;
  }
}
