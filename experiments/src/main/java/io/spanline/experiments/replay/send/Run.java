package io.spanline.experiments.replay.send;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.Route;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts what comes of a run's requests, and ends the run early if there is cause. */
final class Run {
  private static final long PROGRESS_NANOS = 200_000_000;

  private final Pacing pacing;
  private final Tally tally;
  private final StatusCheck statusCheck;
  private final StatusJudge judge = new StatusJudge();
  private @Nullable Route differing;
  private @Nullable String unwritten; // why its lines are not

  Run(Pacing pacing, Tally tally, StatusCheck statusCheck) {
    this.pacing = pacing;
    this.tally = tally;
    this.statusCheck = statusCheck;
  }

  /** Hands nothing more over; any thread. */
  void interrupt() {
    pacing.halt();
  }

  /**
   * Runs until the last answer is there.
   *
   * @throws InterruptedException if this thread was interrupted, which ends the run as well
   */
  SendReport toTheEnd(Consumer<ReplayLine> lines, SendProgress progress)
      throws InterruptedException {
    pacing.start();
    try {
      takeAll(lines, progress);
    } finally {
      pacing.halt(); // also after an exception of a listener, or requests would go on for nobody
    }
    pacing.throwBug();
    return tally.report(pacing.beganSinceEpoch(), differing == null ? judge.whyAll() : null, end());
  }

  private void takeAll(Consumer<ReplayLine> lines, SendProgress progress)
      throws InterruptedException {
    boolean threadInterrupted = false;
    long taken = 0;
    long progressNanos = System.nanoTime();
    while (!pacing.isOver(taken)) {
      try {
        Outcome outcome = pacing.next();
        if (outcome != null) {
          taken++;
          take(outcome, lines);
        }
      } catch (InterruptedException e) {
        threadInterrupted = true;
        interrupt();
      }
      if (System.nanoTime() - progressNanos >= PROGRESS_NANOS) {
        progressNanos = System.nanoTime();
        progress.at(tally.counts());
      }
    }
    progress.at(tally.counts());
    if (threadInterrupted) {
      throw new InterruptedException();
    }
  }

  private void take(Outcome outcome, Consumer<ReplayLine> lines) {
    tally.add(outcome);
    if (statusCheck == StatusCheck.CAPTURED && judge.differs(outcome) && differing == null) {
      differing = outcome.request().route();
      pacing.halt();
    }
    if (unwritten == null) {
      try {
        lines.accept(outcome.line());
      } catch (UncheckedIOException e) {
        unwritten = String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
        pacing.halt();
      }
    }
  }

  private End end() {
    if (unwritten != null) {
      return new End.Stopped("its file cannot be written: " + unwritten);
    }
    if (differing != null) {
      return new End.Stopped(judge.why(differing));
    }
    return pacing.isComplete() ? new End.Complete() : new End.Interrupted();
  }
}
