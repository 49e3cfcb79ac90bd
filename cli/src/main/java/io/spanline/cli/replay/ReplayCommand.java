package io.spanline.cli.replay;

import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.plan.DryRun;
import io.spanline.experiments.replay.plan.PlanOptions;
import io.spanline.experiments.replay.plan.PlanReader;
import io.spanline.experiments.replay.run.Replay;
import io.spanline.experiments.replay.run.ReplayOrder;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline replay}. */
@Command(
    name = "replay",
    description = {
      "Send the requests of a capture again, at the moments they came, and find the trace that each"
          + " became.",
      "",
      "Sent are method, path and, if captured, accept and content-type; never another header of the"
          + " original. Only GET, HEAD and OPTIONS, unless --allow-side-effects. Nothing waits for a"
          + " slow target. Up to 50 requests go ahead to warm up and count nowhere.",
      "",
      "Examples:",
      "  ./spanline replay capture_001 --dry-run",
      "  ./spanline replay capture_001 --rate 50 --limit 200",
      "  ./spanline replay capture_001 --requests data/sample/requests.yaml --allow-side-effects",
      "  ./spanline replay capture_001 --target checkout=http://127.0.0.1:8001 --capture after",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:sent, and the result holds",
      "1:failed; what was sent is kept, and where is said",
      "2:fix the command, a file or a setting first",
      "12:nothing was sent: no answer, or no trace of it arrived",
      "13:sent, but the result does not hold: stopped, late or dropped",
      "130:stopped by Ctrl-C; what was sent is kept"
    },
    subcommands = ReplayVerify.class,
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {
  private static final long BYTES_OF_MB = 1_000_000;
  private static final long PUBLISHING_SECONDS = 30;

  @Mixin private PlanWords words = new PlanWords();
  @Mixin private SendingWords sending = new SendingWords();

  @Option(
      names = "--dry-run",
      description = "send nothing: say how many, how long, where to, and what is not replayable")
  private boolean dryRun;

  @Option(
      names = "--unpaired",
      description = "look for no traces: for a target that sends none to this stack")
  private boolean unpaired;

  @Mixin private AfterwardsWords afterwards = new AfterwardsWords();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    Optional<Settings> stack = invocation.stackIfAny();
    CaptureFolder captures = invocation.captures();
    PlanOptions asked = words.options(captures, stack.map(ReplayCommand::shop).orElse(Map.of()));
    SendOptions sent = sending.options();
    ReplayPlan plan = plan(asked, screen);
    if (dryRun) {
      PlanView.lines(DryRun.of(plan), plan).forEach(screen::result);
      screen.json(PlanView.json(DryRun.of(plan), plan));
      return 0;
    }
    afterwards.check(unpaired, captures);
    if (plan.cases().isEmpty()) {
      List<String> lines = new ArrayList<>(List.of("no request of it can be replayed"));
      PlanView.notReplayable(plan).forEach(line -> lines.add(line.toString()));
      throw Complaint.refused(lines);
    }
    ReplayOrder order =
        new ReplayOrder(
            asked, plan, sent, captures.data(), unpaired ? null : recorded(invocation, stack));
    try (ReplayProgress progress = new ReplayProgress(screen, plan.requests())) {
      Replay replay = new Replay(order, progress);
      Interruptible run =
          new Interruptible(replay, sent.timeout().toSeconds() + PUBLISHING_SECONDS);
      return run.run(
          result -> {
            progress.end();
            return new ReplayEnd(screen, afterwards, stack.orElse(null), invocation.checkout())
                .say(result, run.wasInterrupted());
          });
    }
  }

  private static ReplayPlan plan(PlanOptions asked, Screen screen) throws IOException {
    long megabytes = Files.size(asked.capture()) / BYTES_OF_MB;
    try (Screen.Bar bar = screen.bar("reading", megabytes, "MB")) {
      return PlanReader.read(asked, bytes -> bar.stepTo(bytes / BYTES_OF_MB));
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  private static Settings recorded(Invocation invocation, Optional<Settings> stack) {
    return stack.orElseThrow(
        () ->
            Complaint.refused(
                Stream.concat(
                        invocation.nothingRuns().stream(),
                        Stream.of(
                            "or look for no traces: %s replay … --unpaired"
                                .formatted(Place.ofThisProcess().command())))
                    .toList()));
  }

  /** Where the stack's own services listen. */
  private static Map<String, URI> shop(Settings stack) {
    Map<String, URI> shop = new HashMap<>();
    for (Port port : List.of(Port.SERVICE_A, Port.SERVICE_B, Port.SERVICE_C)) {
      shop.put(port.process(), URI.create("http://" + stack.address(port)));
    }
    return shop;
  }
}
