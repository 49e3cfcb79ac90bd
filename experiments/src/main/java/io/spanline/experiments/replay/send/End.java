package io.spanline.experiments.replay.send;

/** How a run ended. */
public sealed interface End {
  /** Every request of the plan had its turn. */
  record Complete() implements End {
    @Override
    public String toString() {
      return "complete";
    }
  }

  /** Somebody called {@link Sender#stop}. */
  record Interrupted() implements End {
    @Override
    public String toString() {
      return "interrupted";
    }
  }

  /** It ended itself. */
  record Stopped(String why) implements End {
    @Override
    public String toString() {
      return "stopped: " + why;
    }
  }
}
