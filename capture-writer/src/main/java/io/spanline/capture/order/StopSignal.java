package io.spanline.capture.order;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells the snapshot under way, which checks it between small steps, to stop. Right before the
 * files get their names it is checked for the last time, so that whoever raised it in time can be
 * sure that there is no snapshot.
 */
public final class StopSignal {
  private enum State {
    OPEN,
    RAISED,
    PASSED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private final @Nullable StopSignal process;

  /** The signal of the whole process. */
  public StopSignal() {
    this(null);
  }

  private StopSignal(@Nullable StopSignal process) {
    this.process = process;
  }

  /** A signal of one snapshot: it is raised with this one, too. */
  public StopSignal ofOne() {
    return new StopSignal(this);
  }

  /** False if it is too late: the snapshot is being published or was. */
  public boolean raise() {
    return state.compareAndSet(State.OPEN, State.RAISED) || state.get() == State.RAISED;
  }

  /** Goes on unless the signal was raised. */
  public void check() {
    if (process != null) {
      process.check();
    }
    if (state.get() == State.RAISED) {
      throw process == null
          ? new Refusal(
              Refusal.Reason.STOPPING, "capture-writer is stopping; ask again once it runs")
          : new Refusal(Refusal.Reason.CANCELLED, "the snapshot was cancelled; no file is left");
    }
  }

  /** Goes on unless the signal was raised; from here on it cannot be raised. */
  public void pass() {
    if (process != null) {
      process.check();
    }
    if (!state.compareAndSet(State.OPEN, State.PASSED)) {
      check();
    }
  }
}
