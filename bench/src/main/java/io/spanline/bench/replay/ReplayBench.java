package io.spanline.bench.replay;

import io.spanline.bench.Quantiles;
import io.spanline.bench.replay.PlannerProcess.Planning;
import io.spanline.bench.replay.Replayer.Heap;
import io.spanline.bench.replay.Replayer.Outcome;
import io.spanline.bench.replay.Result.Memory;
import io.spanline.experiments.replay.file.Oversleep;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Lets generators send to one server in turns, and measures what else replay has to reach. */
public final class ReplayBench implements AutoCloseable {
  private static final Load WARM_UP = new Load(2_000, Duration.ofSeconds(3));
  private static final Load LONG = new Load(5_000, Duration.ofMinutes(2));
  // At most 200 of them wait while the server stalls, fewer than may be in flight.
  private static final Load STALLED = new Load(400, Duration.ofSeconds(30));
  private static final List<Size> PLANNED =
      List.of(new Size(Target.LINES, 64), new Size(1_000_000, 256));

  // Of a process.
  private static final Duration START = Duration.ofSeconds(3);
  // Of both captures, with the time to write them.
  private static final Duration PLANNING = Duration.ofSeconds(70);

  private final Checkout checkout;
  private final Path folder;
  private final Consumer<String> say;
  private final ServerProcess steady;
  private final ServerProcess stalling;
  private final PlannerProcess planner;
  private final ReplayerProcess replayer;
  private final List<Generator> generators = new ArrayList<>();

  /** What can be measured on its own. */
  public enum Part {
    /** Lateness at each rate. */
    RATES,
    /** The heap of a long replay. */
    HEAP,
    /** A server that stalls. */
    STALL,
    /** The planning of large captures. */
    PLAN
  }

  /**
   * What is measured, and for how long.
   *
   * @param time at the rate of the target; a tenth of it, but at least 5 s, at others
   */
  public record Choice(Set<Part> parts, List<Integer> rates, Duration time, int rounds) {
    public Choice {
      parts = Set.copyOf(parts);
      rates = List.copyOf(rates);
    }

    private Load load(int rate) {
      long seconds = time.toSeconds();
      return new Load(
          rate, rate == Target.RATE ? time : Duration.ofSeconds(Math.max(5, seconds / 10)));
    }
  }

  private record Size(int lines, int heapMegabytes) {}

  /**
   * Makes a bench; {@link #run} starts its parts.
   *
   * @param compiler of the replayer
   * @param vegeta its program; null to do without
   * @param folder for logs and captures
   * @param say hears of the progress
   */
  public ReplayBench(
      Checkout checkout,
      Compiler compiler,
      @Nullable Path vegeta,
      Path folder,
      Consumer<String> say) {
    this.checkout = checkout;
    this.folder = folder;
    this.say = say;
    this.steady = new ServerProcess(AnswerTimes.STEADY, folder);
    this.stalling = new ServerProcess(AnswerTimes.STALLING, folder);
    this.planner = new PlannerProcess(checkout, folder);
    this.replayer = new ReplayerProcess(checkout, compiler, folder);
    generators.add(replayer);
    if (vegeta != null) {
      generators.add(new Vegeta(vegeta, folder));
    }
  }

  /** How long that takes, roughly. */
  public Duration expected(Choice choice) {
    Duration expected = START;
    if (choice.parts().contains(Part.RATES)) {
      for (int rate : choice.rates()) {
        Duration round = choice.load(rate).time().plus(START).multipliedBy(generators.size());
        expected = expected.plus(round.multipliedBy(choice.rounds()));
      }
    }
    if (choice.parts().contains(Part.HEAP)) {
      expected = expected.plus(LONG.time()).plus(START);
    }
    if (choice.parts().contains(Part.STALL)) {
      expected = expected.plus(STALLED.time().plus(START).multipliedBy(generators.size()));
    }
    return choice.parts().contains(Part.PLAN) ? expected.plus(PLANNING) : expected;
  }

  /** Measures what was chosen. */
  public Result run(Choice choice) throws IOException {
    say.accept("measuring how much longer than 0.5 ms this machine sleeps");
    Quantiles oversleep = Quantiles.of(Oversleep.measure(Duration.ofSeconds(2)));
    say.accept("p50 / p99 / max: %s ms longer".formatted(oversleep));
    Set<Part> parts = choice.parts();
    List<Row> rows = new ArrayList<>();
    if (parts.contains(Part.RATES) || parts.contains(Part.HEAP)) {
      steady.start(checkout);
      say.accept("warming up the server");
      replayer.send(WARM_UP, steady.target());
    }
    if (parts.contains(Part.RATES)) {
      for (int rate : choice.rates()) {
        rows.addAll(rows(steady, choice.load(rate), choice.rounds()));
      }
    }
    Memory memory = parts.contains(Part.HEAP) ? memory() : null;
    if (parts.contains(Part.STALL)) {
      stalling.start(checkout);
      rows.addAll(rows(stalling, STALLED, 1));
    }
    return new Result(oversleep, rows, memory, parts.contains(Part.PLAN) ? plannings() : List.of());
  }

  /** A row for each generator, which take turns. */
  private List<Row> rows(ServerProcess server, Load load, int rounds) throws IOException {
    List<List<Row.Round>> measured = new ArrayList<>();
    generators.forEach(generator -> measured.add(new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < generators.size(); i++) {
        Generator generator = generators.get(i);
        say.accept(
            "%d/s, round %d of %d: %s, %d s"
                .formatted(
                    load.perSecond(), round, rounds, generator.title(), load.time().toSeconds()));
        measured.get(i).add(round(generator, server, load));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < generators.size(); i++) {
      rows.add(
          new Row(
              generators.get(i).title(),
              server.times(),
              load.perSecond(),
              load.time().toSeconds(),
              measured.get(i)));
    }
    return rows;
  }

  private Row.Round round(Generator generator, ServerProcess server, Load load) throws IOException {
    SteadyServer.Counts before = server.counts();
    Sent sent = generator.send(load, server.target());
    say.accept("  lateness %s ms, %s".formatted(sent.lateness(), sent.counts().words()));
    return new Row.Round(sent, server.counts().since(before));
  }

  private Memory memory() throws IOException {
    say.accept(
        "the heap over %d requests: %d s".formatted(LONG.requests(), LONG.time().toSeconds()));
    Outcome outcome = replayer.run(LONG, steady.target(), Heap.SEEN);
    say.accept("  " + outcome.sent().counts().words());
    return new Memory(outcome.sent().counts().sent(), outcome.heapEarly(), outcome.heapEnd());
  }

  private List<Planning> plannings() throws IOException {
    List<Planning> plannings = new ArrayList<>();
    Path captures = folder.resolve("captures");
    for (Size size : PLANNED) {
      say.accept("writing a capture of %d lines".formatted(size.lines()));
      Path capture = planner.write(captures, size.lines());
      say.accept("planning its replay in %d MB of heap".formatted(size.heapMegabytes()));
      plannings.add(planner.plan(capture, size.lines(), size.heapMegabytes()));
      Utils.delete(captures.toFile());
    }
    return plannings;
  }

  @Override
  public void close() {
    generators.forEach(Generator::close);
    planner.close();
    steady.close();
    stalling.close();
  }
}
