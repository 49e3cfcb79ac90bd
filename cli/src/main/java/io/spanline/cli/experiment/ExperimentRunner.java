package io.spanline.cli.experiment;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileSums;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.folder.ManifestFile;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.cli.baseline.BaselineFiles;
import io.spanline.cli.capture.CaptureFiles;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.replay.Interruptible;
import io.spanline.cli.replay.PlanReading;
import io.spanline.cli.replay.SendingOptions;
import io.spanline.cli.toxics.ExitCodes;
import io.spanline.cli.toxics.ToxicSwitch;
import io.spanline.experiments.experiment.file.ExperimentId;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Source;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.experiments.experiment.plan.PlannedFault;
import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.experiment.plan.SteadyState;
import io.spanline.experiments.experiment.plan.TrafficSource;
import io.spanline.experiments.experiment.run.Experiment;
import io.spanline.experiments.experiment.run.ExperimentOrder;
import io.spanline.experiments.experiment.run.ExperimentResult;
import io.spanline.experiments.experiment.run.Load;
import io.spanline.experiments.experiment.run.ShopRound;
import io.spanline.experiments.experiment.run.StoredBaseline;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.plan.PlanOptions;
import io.spanline.experiments.replay.plan.SideEffects;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.experiments.replay.send.StatusCheck;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the experiment of a file on the stack that runs, and says how far it is. */
public final class ExperimentRunner {
  private static final int IN_FLIGHT = 256;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final SendOptions SENDING =
      new SendOptions(IN_FLIGHT, TIMEOUT, null, StatusCheck.OFF);

  private final Invocation invocation;
  private final Screen screen;
  private final SendingOptions sending;

  /** One that sends requests as the capture and the stack say. */
  public ExperimentRunner(Invocation invocation, Screen screen) {
    this(invocation, screen, new SendingOptions());
  }

  ExperimentRunner(Invocation invocation, Screen screen, SendingOptions sending) {
    this.invocation = invocation;
    this.screen = screen;
    this.sending = sending;
  }

  /**
   * Runs it. Ctrl-C and SIGTERM end it early.
   *
   * @param ending says what came of it, before the program may end, and returns the exit code
   * @throws Complaint if the file, the stack or the target's proxy have to be mended first
   */
  public int run(Path file, ExperimentEnding ending) throws IOException {
    String text = Plans.text(file);
    ExperimentPlan plan = Plans.read(file, text);
    Settings stack =
        invocation.stackIfAny().orElseThrow(() -> Complaint.refused(invocation.nothingRuns()));
    new Dependencies(stack).mustAnswer();
    CaptureFolder captures = invocation.captures();
    Load load = load(plan, captures, stack);
    StoredBaseline usual = usual(plan.steadyState(), captures);
    PlannedFault fault = plan.faults().isEmpty() ? null : plan.faults().get(0);
    try (ToxicSwitch toggle = fault == null ? null : ToxicSwitch.of(fault, screen);
        ExperimentProgress progress = new ExperimentProgress(screen)) {
      ExperimentOrder order =
          new ExperimentOrder(
              plan,
              text,
              load,
              usual,
              fault == null || toggle == null ? null : asked(fault.fault(), toggle),
              toggle,
              stack,
              captures.data());
      if (fault != null) {
        mustBeALease(order.lease(RoundOrder.LONGEST_ROW));
      }
      Experiment experiment = new Experiment(order, progress);
      return new Interruptible(experiment::stop, screen, TIMEOUT)
          .run(
              () -> {
                ExperimentResult result = run(experiment, ending);
                progress.end();
                return ending.ended(result);
              });
    }
  }

  /** A program that is to end already says what may be left before it does. */
  private ExperimentResult run(Experiment experiment, ExperimentEnding ending) throws IOException {
    try {
      return experiment.run();
    } catch (IOException | RuntimeException e) {
      ending.brokeOff(e);
      if (e instanceof NotRemovedException left && experiment.isStopped()) {
        ExitCodes.endWith(left, screen);
      }
      throw e;
    }
  }

  /** The one that the file names must be there; null if none is stored, or none is asked for. */
  private @Nullable StoredBaseline usual(@Nullable SteadyState asked, CaptureFolder folder)
      throws IOException {
    if (asked == null) {
      return null;
    }
    BaselineFiles files = new BaselineFiles(folder);
    String name = asked.baseline();
    Optional<Path> file =
        name == null ? files.find(BaselineName.NORMAL.value()) : Optional.of(files.require(name));
    if (file.isEmpty()) {
      screen.say(
          "no baseline %s is stored, so nothing says what is usual; spanline snapshot stores one"
              .formatted(BaselineName.NORMAL));
      return null;
    }
    try {
      return new StoredBaseline(
          name == null ? BaselineName.NORMAL.value() : name,
          BaselineYaml.read(file.get()),
          asked.limits());
    } catch (DamagedFileException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
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

  private Load load(ExperimentPlan plan, CaptureFolder captures, Settings stack)
      throws IOException {
    if (sending.isGiven() && plan.traffic() != TrafficSource.REPLAY) {
      throw Complaint.refused(
          "--target and --requests go with traffic: replay, not " + plan.traffic().word());
    }
    return switch (plan.traffic()) {
      case REPLAY -> {
        Path capture = capture(plan, captures);
        ReplayPlan round = round(plan, capture, stack);
        yield new Load.Sent(capture, supplied(), round, SENDING);
      }
      case SHOP -> {
        URI serviceA = URI.create("http://" + invocation.shop().address(Port.SERVICE_A));
        ReplayPlan round = ShopRound.of(plan.requests(), plan.rate(), serviceA);
        yield new Load.Sent(null, null, round, SENDING);
      }
      case EXTERNAL -> new Load.External(plan.round());
    };
  }

  private @Nullable Source supplied() throws IOException {
    Path file = sending.requests();
    return file == null ? null : new Source(String.valueOf(file.getFileName()), FileSums.of(file));
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
      if (manifest.isPresent() && isOfTraffic(manifest.get())) {
        return all.get(i).id();
      }
    }
    throw Complaint.refused(
        ("no capture in %s, so there are no requests to send; take one: spanline snapshot, or"
                + " write 'traffic: shop'")
            .formatted(captures.captures()));
  }

  private static boolean isOfTraffic(Manifest manifest) {
    return manifest.selection().where().traceIdPrefix() == null
        && ExperimentId.NUMBERING.parse(String.valueOf(manifest.label())).isEmpty();
  }

  private ReplayPlan round(ExperimentPlan plan, Path capture, Settings stack) throws IOException {
    ReplayPlan round = PlanReading.read(options(plan, capture, stack), screen);
    PlanReading.notReplayable(round).forEach(screen::say);
    return round;
  }

  private PlanOptions options(ExperimentPlan plan, Path capture, Settings stack) {
    try {
      return new PlanOptions(
          capture,
          sending.targets(Optional.of(stack)),
          sending.requests(),
          new Pace.Rate(plan.rate()),
          1,
          plan.requests(),
          Selection.Filter.NONE,
          SideEffects.REFUSED);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }
}
