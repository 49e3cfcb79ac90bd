package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.experiments.experiment.file.CriterionAsked;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Source;
import io.spanline.experiments.experiment.plan.ExperimentFile;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.experiments.experiment.plan.PlannedFault;
import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.toxic.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computes a verdict from an experiment's files, whoever does it, and wherever. */
public final class Recomputation {
  private Recomputation() {}

  /**
   * The verdict. What was asked has to be what the plan says, which was there before the run.
   *
   * @throws DamagedFileException if a file is missing or is not what it was
   */
  public static Verdict of(ExperimentFiles files) throws IOException {
    ExperimentRecord record = files.record();
    Source captured = record.traces();
    if (captured == null) {
      throw new DamagedFileException(
          files.file(ExperimentFiles.RECORD),
          "names no traces: the experiment did not run to its end");
    }
    Path traces = capture(files, captured, files.folder());
    Source source = record.capture();
    if (source != null) {
      Path unused = capture(files, source, files.folder().resolve(ExperimentFiles.SOURCE));
    }
    try {
      mustBeAsPlanned(record, ExperimentFile.read(files.file(ExperimentFiles.PLAN)));
      return Judge.of(record, record.traffic().isSent() ? files.requests() : List.of(), traces);
    } catch (IllegalArgumentException e) {
      throw new DamagedFileException(
          files.file(ExperimentFiles.RECORD), String.valueOf(e.getMessage()));
    }
  }

  private static Path capture(ExperimentFiles files, Source of, Path folder) throws IOException {
    Path file = folder.resolve(of.file());
    if (!of.file().equals(String.valueOf(Path.of(of.file()).getFileName()))
        || !CaptureFolder.manifest(file).capture().sha256().equals(of.sha256())) {
      throw new DamagedFileException(
          files.file(ExperimentFiles.RECORD), "names a capture that is not here: " + of.file());
    }
    return file;
  }

  private static void mustBeAsPlanned(ExperimentRecord record, ExperimentPlan plan) {
    must("the traffic", record.traffic() == plan.traffic());
    must(
        "the length of a round",
        record.roundSeconds() == null || record.roundSeconds() == plan.round().toSeconds());
    must("the limits", record.limits().limits().equals(plan.limits()));
    must(
        "what decides",
        Objects.requireNonNullElse(record.decides(), List.of())
            .equals(plan.decides().stream().map(CriterionAsked::of).toList()));
    must("the prediction", Objects.equals(record.expect(), plan.expect()));
    must("the blocks", record.blocks() == plan.blocks());
    must("the rounds", record.rounds().size() == 2 * plan.blocks() || record.endedBy().isPresent());
    must("the order of the rounds", isInOrder(record, plan.blocks()));
    must(
        "the requests",
        record.cases() == null
            || (record.cases() <= plan.requests()
                && record.rounds().stream().allMatch(each -> each.planned() == record.cases())));
    must("the rate", record.rate() == null || record.rate() == plan.rate());
    must("the fault", isOf(record.fault(), plan.faults()));
  }

  private static boolean isInOrder(ExperimentRecord record, int blocks) {
    List<RoundOrder> asked = RoundOrder.of(blocks);
    List<RoundOrder> were =
        record.rounds().stream()
            .map(each -> new RoundOrder(each.number(), each.block(), each.faulty()))
            .toList();
    return were.size() <= asked.size() && were.equals(asked.subList(0, were.size()));
  }

  private static boolean isOf(@Nullable FaultAsked asked, List<PlannedFault> planned) {
    if (asked == null || planned.isEmpty()) {
      return asked == null && planned.isEmpty();
    }
    String target = planned.get(0).target();
    Fault fault = planned.get(0).fault();
    return (target.equals(asked.target()) || asked.edges().contains(target))
        && asked.type().equals(fault.kind().word())
        && asked.stream().equals(fault.stream().word())
        && asked.toxicity() == fault.toxicity()
        && asked.attributes().equals(fault.attributes());
  }

  private static void must(String what, boolean isAsPlanned) {
    if (!isAsPlanned) {
      throw new IllegalArgumentException(
          "has %s otherwise than %s".formatted(what, ExperimentFiles.PLAN));
    }
  }
}
