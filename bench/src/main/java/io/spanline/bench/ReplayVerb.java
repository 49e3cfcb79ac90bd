package io.spanline.bench;

import io.spanline.bench.replay.Compiler;
import io.spanline.bench.replay.ReplayBench;
import io.spanline.bench.replay.ReplayBench.Choice;
import io.spanline.bench.replay.ReplayBench.Part;
import io.spanline.bench.replay.ReplayTable;
import io.spanline.bench.replay.Result;
import io.spanline.bench.replay.VegetaProgram;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.topic.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline bench replay}. */
@Command(
    name = "replay",
    description = {
      "Measure how punctually replay sends, next to vegeta, and how much memory it needs.",
      "",
      "A server of its own process answers 100 bytes after 2 ms. The replayer and vegeta, each in"
          + " a new process, send to it in turns. Lateness is when a request was sent minus when"
          + " it had to be; vegeta's is computed from its results. Then: the heap over 600 000"
          + " requests, a server that stalls, and the planning of large captures.",
      "",
      "Takes about 12 min and nothing else should run meanwhile. vegeta is built once, with Go.",
      "",
      "Example: ./spanline bench replay --seconds 10 --rounds 1 --only rates,stall"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every target is met", "1:a target is missed", "2:wrong usage, or no Go"})
final class ReplayVerb implements Callable<Integer> {
  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "length of a round at 2000/s (${DEFAULT-VALUE}); a tenth at other rates")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "rounds at each rate, of which the median counts (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--rates",
      paramLabel = "N",
      split = ",",
      defaultValue = "200,2000,5000",
      description = "requests a second (${DEFAULT-VALUE})")
  private List<Integer> rates = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "only these of ${COMPLETION-CANDIDATES}")
  private Set<Part> parts = EnumSet.noneOf(Part.class);

  @Option(
      names = "--compiler",
      paramLabel = "WHICH",
      defaultValue = "quick",
      description = "of the replayer: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Compiler compiler = Compiler.QUICK;

  @Option(names = "--without-vegeta", description = "measure the replayer alone")
  private boolean alone;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    Choice choice = choice();
    Screen screen = output.screen();
    RunFolder folder = RunFolder.of("bench");
    Files.createDirectories(folder.path());
    Path vegeta = alone ? null : VegetaProgram.find(Settings.ofThisProcess());
    Result result;
    try (ReplayBench bench =
        new ReplayBench(folder.checkout(), compiler, vegeta, folder.path(), screen::say)) {
      RunFolder.closeAtExit(bench::close);
      screen.say("takes about " + Screen.roughly(bench.expected(choice)));
      result = bench.run(choice);
    }
    ReplayTable.of(result).forEach(screen::result);
    screen.json(result);
    Path file = folder.path().resolve("replay.json");
    Files.write(file, Json.write(result));
    screen.say("all rounds: " + file);
    return result.targets().stream().allMatch(target -> target.met()) ? 0 : 1;
  }

  private Choice choice() {
    if (seconds < 1 || rounds < 1) {
      throw Complaint.refused("--seconds and --rounds must be at least 1");
    }
    for (int rate : rates) {
      if (rate < 100 || rate % 100 != 0 || rate > 100_000) {
        throw Complaint.refused("--rates must be multiples of 100 up to 100000, one was " + rate);
      }
    }
    return new Choice(
        parts.isEmpty() ? EnumSet.allOf(Part.class) : parts,
        rates,
        Duration.ofSeconds(seconds),
        rounds);
  }
}
