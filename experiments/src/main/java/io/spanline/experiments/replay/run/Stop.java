package io.spanline.experiments.replay.run;

/** Ends the phase of a run that is under way once somebody wants the run to end. */
public final class Stop {
  private boolean stopped;
  private Runnable now = () -> {};

  /** A part of a run that may take long. */
  @FunctionalInterface
  public interface Phase<T> {
    T run() throws InterruptedException;
  }

  /** From any thread; phases to come do not begin. */
  public synchronized void stop() {
    stopped = true;
    now.run();
  }

  /** Whether somebody wanted it. */
  public synchronized boolean isStopped() {
    return stopped;
  }

  /**
   * Runs a phase on this thread.
   *
   * @param end ends it soon; any thread
   * @throws InterruptedException also if it was stopped before
   */
  public <T> T during(Runnable end, Phase<T> phase) throws InterruptedException {
    set(end);
    try {
      return phase.run();
    } finally {
      clear();
    }
  }

  /** Like {@link #during(Runnable, Phase)}, for what only an interruption ends. */
  public <T> T interruptibly(Phase<T> phase) throws InterruptedException {
    return during(Thread.currentThread()::interrupt, phase);
  }

  private synchronized void set(Runnable end) throws InterruptedException {
    if (stopped) {
      throw new InterruptedException();
    }
    now = end;
  }

  private synchronized void clear() {
    now = () -> {};
    // What comes next, such as the writing of files, must not be interrupted.
    boolean unused = Thread.interrupted();
  }
}
