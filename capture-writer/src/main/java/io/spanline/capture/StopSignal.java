package io.spanline.capture;

/**
 * Tells the snapshot under way that the process is stopping; it looks at it between small steps.
 */
public final class StopSignal {
  private volatile boolean raised;

  public void raise() {
    raised = true;
  }

  /** Goes on unless the signal was raised. */
  public void check() {
    if (raised) {
      throw new Refusal(
          Refusal.Reason.STOPPING, "capture-writer is stopping; ask again once it is back");
    }
  }
}
