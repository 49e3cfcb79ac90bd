package io.spanline.cli.replay;

import io.spanline.captures.folder.FolderInUseException;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.cli.invocation.Failure;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.clients.ClientException;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.plan.DryRun;
import io.spanline.experiments.replay.plan.PlanOptions;
import io.spanline.experiments.replay.run.Replay;
import io.spanline.experiments.replay.run.ReplayOrder;
import io.spanline.experiments.replay.run.ReplayResult;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
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
      "Send the requests of a capture again, at their captured times, and find the trace that each"
          + " became.",
      "",
      "Sends method, path and, if captured, accept and content-type; no other header of the original."
          + " GET, HEAD and OPTIONS only, unless --allow-side-effects. Nothing waits for a slow"
          + " target. Ahead go one request per target, to see whether its trace arrives, and up to 50"
          + " safe ones to warm up; they count nowhere.",
      "",
      "Examples:",
      "  ./spanline replay capture_001 --dry-run",
      "  ./spanline replay capture_001 --rate 50 --limit 200",
      "  ./spanline replay capture_001 --requests requests.yaml",
      "  ./spanline replay capture_001 --target http://127.0.0.1:8001",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:sent, and the figures hold",
      "1:failed; prints where the lines of what was sent are kept",
      "2:fix the command, a file or a setting first",
      "12:nothing of the plan was sent: no answer, or no trace arrived",
      "13:sent, but the figures do not hold; replay.result in --json says which: stopped,"
          + " could-not-keep-up, answers-differ, unanswered or unpaired",
      "130, 143:interrupted; what was sent is a replay"
    },
    subcommands = ReplayVerify.class,
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {
  private static final int FAILED = 1;

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
    PlanOptions asked = words.options(captures, stack);
    SendOptions sent = sending.options();
    if (!dryRun) {
      afterwards.check(unpaired, captures);
    }
    ReplayPlan plan = PlanReading.read(asked, screen);
    if (dryRun) {
      PlanView.lines(DryRun.of(plan), plan).forEach(screen::result);
      screen.json(PlanView.json(DryRun.of(plan), plan));
      return 0;
    }
    Settings recorded = unpaired ? null : recorded(invocation, stack);
    ReplayEnd end = new ReplayEnd(screen, invocation);
    int exit = run(new ReplayOrder(asked, plan, sent, captures.data(), recorded), end, screen);
    if (exit == Failure.INTERRUPTED) {
      return exit;
    }
    int last = afterwards.isWanted() && !snapshot(end, stack, screen) ? FAILED : exit;
    end.sayJson();
    return last;
  }

  private static int run(ReplayOrder order, ReplayEnd end, Screen screen) throws IOException {
    try (ReplayProgress progress = new ReplayProgress(screen, order.plan().requests())) {
      Replay replay = new Replay(order, progress);
      return new Interruptible(replay::stop, screen, order.sending().timeout())
          .run(
              () -> {
                ReplayResult result = replay.run();
                progress.end();
                return end.say(result);
              });
    } catch (FolderInUseException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  /** Whether there is the one that was asked for. */
  private boolean snapshot(ReplayEnd end, Optional<Settings> stack, Screen screen) {
    ReplayManifest replay = end.wholeReplay();
    if (replay == null || stack.isEmpty()) {
      end.noSnapshot("the replay did not run to its end");
      return true;
    }
    try {
      end.say(afterwards.snapshot(replay, stack.get(), screen));
      return true;
    } catch (ClientException e) {
      end.noSnapshot(
          "%s; once it answers: %s snapshot --from %s --to %s --trace-id-prefix %s --name NAME"
              .formatted(
                  e.getMessage(),
                  Place.ofThisProcess().command(),
                  replay.began().minusSeconds(1),
                  replay.ended().plusSeconds(1),
                  replay.traceIdPrefix()));
      return false;
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
}
