package io.spanline.capture.store;

import java.io.IOException;
import java.nio.file.Path;

/** Stores on a disk that is in trouble at one step. */
public final class FailingStores {
  private FailingStores() {}

  /** Snapshots are committed, but no baseline ever gets its name. */
  public static CaptureStore namingNoBaseline(Path data) throws IOException {
    return CaptureStore.open(data, failingAt(CommitStep.NAME_BASELINE, Integer.MAX_VALUE));
  }

  /** Fails the first times that the step is tried. */
  static CommitStep.Watch failingAt(CommitStep failing, int times) {
    int[] left = {times};
    return step -> {
      if (step == failing && left[0]-- > 0) {
        throw new IOException("no space left");
      }
    };
  }
}
