package io.spanline.harness.crash;

import io.spanline.capture.store.CommitStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a process is killed: by itself before a step, or from outside once a file is large enough.
 *
 * @param step null if it is killed from outside
 * @param file how the unfinished file's name begins
 */
public record KillPoint(String name, @Nullable CommitStep step, String file, long bytes) {
  private static final long HALF_THE_LINES = 2 << 20;

  public static KillPoint before(CommitStep step) {
    return new KillPoint("before " + step.name().toLowerCase(Locale.ROOT), step, "", 0);
  }

  /** Every point there is, in order of time. */
  public static List<KillPoint> all() {
    List<KillPoint> points = new ArrayList<>();
    points.add(new KillPoint("while records are spooled", null, ".spool-", 1));
    points.add(new KillPoint("while lines are written", null, ".capture-", HALF_THE_LINES));
    for (CommitStep step : CommitStep.values()) {
      points.add(before(step));
    }
    return points;
  }

  /** Whether the snapshot exists afterwards. */
  public boolean isCommitted() {
    return step != null && step.compareTo(CommitStep.NAME_MANIFEST) > 0;
  }
}
