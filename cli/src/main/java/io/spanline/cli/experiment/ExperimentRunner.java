package io.spanline.cli.experiment;

import io.spanline.captures.CaptureId;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.folder.ManifestFile;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.cli.capture.CaptureFiles;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.replay.Interruptible;
import io.spanline.cli.replay.ReplayTargets;
import io.spanline.cli.toxics.ExitCodes;
import io.spanline.cli.toxics.ToxicSwitch;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.experiments.experiment.plan.PlannedFault;
import io.spanline.experiments.experiment.run.Experiment;
import io.spanline.experiments.experiment.run.ExperimentOrder;
import io.spanline.experiments.experiment.run.ExperimentResult;
import io.spanline.experiments.experiment.run.RoundOrder;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.plan.PlanOptions;
import io.spanline.experiments.replay.plan.PlanReader;
import io.spanline.experiments.replay.plan.SideEffects;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.experiments.replay.send.StatusCheck;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.ReadingBar;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Runs the experiment of a file on the stack that runs, and says how far it is. */
public final class ExperimentRunner {
  private static final int IN_FLIGHT = 256;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Invocation invocation;
  private final Screen screen;

  public ExperimentRunner(Invocation invocation, Screen screen) {
    this.invocation = invocation;
    this.screen = screen;
  }

  /**
   * Runs it. Ctrl-C and SIGTERM end it early.
   *
   * @param ending says what came of it, before the program may end, and returns the exit code
   * @throws Complaint if the file, the stack or the target's proxy have to be mended first
   */
  public int run(Path file, ToIntFunction<ExperimentResult> ending) throws IOException {
    ExperimentPlan plan = Plans.read(file);
    Settings stack =
        invocation.stackIfAny().orElseThrow(() -> Complaint.refused(invocation.nothingRuns()));
    new Dependencies(stack).mustAnswer();
    CaptureFolder captures = invocation.captures();
    Path capture = capture(plan, captures);
    ReplayPlan round = round(plan, capture, stack);
    PlannedFault fault = plan.faults().isEmpty() ? null : plan.faults().get(0);
    try (ToxicSwitch toggle = fault == null ? null : ToxicSwitch.of(fault, screen);
        ExperimentProgress progress = new ExperimentProgress(screen)) {
      ExperimentOrder order =
          new ExperimentOrder(
              plan,
              Files.readString(file),
              capture,
              round,
              new SendOptions(IN_FLIGHT, TIMEOUT, null, StatusCheck.OFF),
              fault == null || toggle == null ? null : asked(fault.fault(), toggle),
              toggle,
              stack,
              captures.data());
      mustBeALease(order.lease(RoundOrder.LONGEST_ROW));
      Experiment experiment = new Experiment(order, progress);
      return new Interruptible(experiment::stop, screen, TIMEOUT)
          .run(
              () -> {
                ExperimentResult result = run(experiment);
                progress.end();
                return ending.applyAsInt(result);
              });
    }
  }

  /** A program that is to end already says what may be left before it does. */
  private ExperimentResult run(Experiment experiment) throws IOException {
    try {
      return experiment.run();
    } catch (NotRemovedException e) {
      if (experiment.isStopped()) {
        ExitCodes.endWith(e, screen);
      }
      throw e;
    }
  }

  private static void mustBeALease(Duration length) {
    if (length.compareTo(Lease.LONGEST) > 0) {
      throw Complaint.refused(
          ("two rounds take up to %d min, and a fault may stay on for %d min at most: take fewer"
                  + " requests, or a higher rate")
              .formatted(length.toMinutes(), Lease.LONGEST.toMinutes()));
    }
  }

  private static FaultAsked asked(Fault fault, ToxicSwitch toggle) {
    return new FaultAsked(
        fault.kind().word(),
        toggle.proxy(),
        fault.stream().word(),
        fault.toxicity(),
        fault.attributes(),
        toggle.edges());
  }

  private static Path capture(ExperimentPlan plan, CaptureFolder captures) throws IOException {
    String name = plan.capture();
    return name == null
        ? captures.captures().resolve(newest(captures).linesFile())
        : CaptureFiles.find(captures, name);
  }

  /** Of traffic: a capture of a replay or an experiment has its faults in it. */
  private static CaptureId newest(CaptureFolder captures) throws IOException {
    List<ManifestFile.Listed<CaptureId, Manifest>> all = captures.list();
    for (int i = all.size() - 1; i >= 0; i--) {
      Optional<Manifest> manifest = all.get(i).manifest();
      if (manifest.isPresent() && isOfTraffic(manifest.get().selection())) {
        return all.get(i).id();
      }
    }
    throw Complaint.refused(
        "no capture in %s, so there are no requests to send; take one: ./spanline snapshot"
            .formatted(captures.captures()));
  }

  private static boolean isOfTraffic(Selection selection) {
    return selection.where().traceIdPrefix() == null;
  }

  private ReplayPlan round(ExperimentPlan plan, Path capture, Settings stack) throws IOException {
    PlanOptions options =
        new PlanOptions(
            capture,
            ReplayTargets.of(List.of(), Optional.of(stack)),
            null,
            new Pace.Rate(plan.rate()),
            1,
            plan.requests(),
            Selection.Filter.NONE,
            SideEffects.REFUSED);
    try (ReadingBar bar = new ReadingBar(screen, Files.size(capture))) {
      ReplayPlan round = PlanReader.read(options, bar::stepTo);
      if (round.cases().isEmpty()) {
        throw Complaint.refused(
            "no request of %s can be sent again: GET, HEAD and OPTIONS only"
                .formatted(capture.getFileName()));
      }
      return round;
    } catch (IllegalArgumentException | DamagedFileException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }
}
