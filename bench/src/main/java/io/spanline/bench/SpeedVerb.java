package io.spanline.bench;

import io.spanline.bench.load.Source;
import io.spanline.bench.speed.Choice;
import io.spanline.bench.speed.Choice.Pace;
import io.spanline.bench.speed.Part;
import io.spanline.bench.speed.PeerProgram;
import io.spanline.bench.speed.RecordedRatio;
import io.spanline.bench.speed.SpeedBench;
import io.spanline.bench.speed.SpeedResult;
import io.spanline.bench.speed.SpeedTable;
import io.spanline.harness.process.Waiting.WaitedInVain;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.topic.Json;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline bench speed}. */
@Command(
    name = "speed",
    description = {
      "Measure how many spans streams-baseline takes a second, and a CPU-second.",
      "",
      "A real broker's topic of 4 partitions is filled with spans of three services, one a record."
          + " Then each row takes it in a new process, with the options that streams-baseline"
          + " ships with, in turns: a plain consumer, a topology that does nothing, the"
          + " OpenTelemetry Collector with groupbytrace and spanmetrics, and streams-baseline. The"
          + " second half of the spans counts; the ledger has to hold each span exactly once."
          + " What binds is the ratio of spans per CPU-second within one run. Of a JVM it is said"
          + " which share of its CPU collected garbage and which compiled methods.",
      "",
      "--what also knows flat (topics of other shapes), memory and delay (spans that come at a"
          + " steady rate) and restart (kill -9 meanwhile); they run only if they are named.",
      "",
      "Takes about 25 min and nothing else should run meanwhile. The Collector is built once,"
          + " with Go.",
      "",
      "Example: ./spanline bench speed --rounds 1 --spans 1000000 --what floors,engine"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured",
      "1:a run was not exact, or --short too slow",
      "2:wrong usage, or no Go"
    })
final class SpeedVerb implements Callable<Integer> {
  private static final long BRIEF = 1_000_000;

  @Option(
      names = "--spans",
      paramLabel = "N",
      defaultValue = "6000000",
      description =
          "spans in the topic (${DEFAULT-VALUE}): so many that in the second half little is left to"
              + " compile")
  private long spans;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "rounds, of which the median counts (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--what",
      paramLabel = "PART",
      split = ",",
      description = "only these of ${COMPLETION-CANDIDATES}; by default all up to batched")
  private Set<Part> parts = EnumSet.noneOf(Part.class);

  @Option(
      names = "--services",
      paramLabel = "N",
      defaultValue = "3",
      description = "services (${DEFAULT-VALUE})")
  private int services;

  @Option(
      names = "--spans-per-trace",
      paramLabel = "N",
      defaultValue = "5",
      description = "spans of each trace (${DEFAULT-VALUE})")
  private int spansPerTrace;

  @Option(
      names = "--spans-per-record",
      paramLabel = "N",
      defaultValue = "1",
      description = "spans of one trace in a record, at most (${DEFAULT-VALUE})")
  private int spansPerRecord;

  @Option(
      names = "--open",
      paramLabel = "N",
      defaultValue = "200",
      description = "traces that are sent at the same time (${DEFAULT-VALUE})")
  private int open;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "partitions of the topic's four that get spans (${DEFAULT-VALUE})")
  private int partitions;

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "1",
      description = "processes of streams-baseline in engine, batched and flat (${DEFAULT-VALUE})")
  private int instances;

  @Option(
      names = "--short",
      description =
          "a million spans, one round, engine and peer; fails if the ratio is below half of the"
              + " one in bench/RESULTS.md")
  private boolean brief;

  @Option(
      names = "--fill",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "spans a second that fill the topic (${DEFAULT-VALUE}); with it grows how many traces"
              + " are open at a time")
  private int fill;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100000",
      description = "spans a second in memory and restart; half of it in delay (${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "75",
      description = "length of memory, delay and restart (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description =
          "one more option for the JVM of streams-baseline, which ignores one that it does not know; may be repeated")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "FOLDER",
      description = "write a flight recording of each run of streams-baseline there")
  private @Nullable Path profile;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    if (rounds < 1 || instances < 1) {
      throw Complaint.refused("--rounds and --instances must be at least 1");
    }
    if (partitions > Topics.OTLP_SPANS.partitions()) {
      throw Complaint.refused(
          "--partitions must be at most %d, was %d"
              .formatted(Topics.OTLP_SPANS.partitions(), partitions));
    }
    Source source = source();
    Screen screen = output.screen();
    RunFolder folder = RunFolder.of("bench");
    Files.createDirectories(folder.path());
    Set<Part> chosen =
        brief ? Set.of(Part.PEER, Part.ENGINE) : parts.isEmpty() ? Part.table() : parts;
    Path peer =
        Collections.disjoint(chosen, Set.of(Part.PEER, Part.BATCHED))
            ? null
            : PeerProgram.find(folder.checkout(), Settings.ofThisProcess());
    SpeedResult result;
    try (SpeedBench bench = new SpeedBench(folder.checkout(), folder.path(), screen::say)) {
      RunFolder.closeAtExit(bench::close);
      result =
          bench.run(
              new Choice(
                  chosen, source, brief ? 1 : rounds, instances, pace(), peer, jvmOptions()));
    } catch (IOException | WaitedInVain e) {
      throw Complaint.failed("%s; logs are in %s".formatted(e.getMessage(), folder.path()));
    }
    SpeedTable.of(result).forEach(screen::result);
    screen.json(result);
    Path file = folder.path().resolve("speed.json");
    Files.write(file, Json.write(result));
    screen.say("all rounds: " + file);
    return brief ? judged(result, folder.checkout(), screen) : 0;
  }

  private static int judged(SpeedResult result, Checkout checkout, Screen screen)
      throws IOException {
    double ratio = result.ratioToPeer();
    double recorded = RecordedRatio.read(checkout);
    screen.result(
        String.format(
            Locale.ROOT,
            "%.2f times the Collector's spans per CPU-second; bench/RESULTS.md has %.2f",
            ratio,
            recorded));
    return ratio < recorded / 2 ? 1 : 0;
  }

  private Source source() {
    try {
      return new Source(
          brief ? BRIEF : spans, services, spansPerTrace, open, spansPerRecord, partitions, fill);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  private Pace pace() {
    if (rate < 1_000 || seconds < 30) {
      throw Complaint.refused("--rate must be at least 1000, --seconds at least 30");
    }
    return new Pace(rate, Duration.ofSeconds(seconds));
  }

  private List<String> jvmOptions() throws IOException {
    List<String> all = new ArrayList<>(options);
    if (profile != null) {
      Path to = Files.createDirectories(profile).toAbsolutePath();
      // Of a folder, each process makes a file of its own.
      all.add("-XX:StartFlightRecording:settings=profile,filename=" + to);
    }
    return all;
  }
}
