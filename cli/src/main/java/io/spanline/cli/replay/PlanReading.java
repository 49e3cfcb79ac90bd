package io.spanline.cli.replay;

import io.spanline.captures.DamagedFileException;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.plan.PlanOptions;
import io.spanline.experiments.replay.plan.PlanReader;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import io.spanline.terminal.Line;
import io.spanline.terminal.ReadingBar;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Reads which captured requests can be sent, with progress. */
public final class PlanReading {
  private PlanReading() {}

  /**
   * Reads them, and says what has to be known of them.
   *
   * @throws Complaint if none can be sent, with what each lacks; or if a file is not what it should
   *     be
   */
  public static ReplayPlan read(PlanOptions asked, Screen screen) throws IOException {
    ReplayPlan plan = plan(asked, screen);
    plan.notes().forEach(note -> screen.warn("spanline: " + note));
    if (plan.cases().isEmpty()) {
      List<String> lines = new ArrayList<>();
      lines.add(
          plan.notReplayable().isEmpty()
              ? "no trace of %s is what --where asks for".formatted(asked.capture().getFileName())
              : "no request of %s can be sent again".formatted(asked.capture().getFileName()));
      notReplayable(plan).forEach(line -> lines.add(line.toString()));
      throw Complaint.refused(lines);
    }
    return plan;
  }

  /** Why requests are not sent, and what helps; none if all are. */
  public static List<Line> notReplayable(ReplayPlan plan) {
    return PlanView.notReplayable(plan.notReplayable());
  }

  private static ReplayPlan plan(PlanOptions asked, Screen screen) throws IOException {
    try (ReadingBar bar = new ReadingBar(screen, Files.size(asked.capture()))) {
      return PlanReader.read(asked, bar::stepTo);
    } catch (IllegalArgumentException | DamagedFileException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    } catch (FileSystemException e) {
      throw Complaint.refused(FileErrors.words(e));
    }
  }
}
