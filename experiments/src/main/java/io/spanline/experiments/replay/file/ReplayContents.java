package io.spanline.experiments.replay.file;

import io.spanline.captures.ReplayId;
import io.spanline.captures.replay.ReplayManifest;
import org.jspecify.annotations.Nullable;

/** Makes the manifest of a replay once its lines are written. */
@FunctionalInterface
public interface ReplayContents {
  /**
   * The manifest.
   *
   * @param pairs what became of the traces; null if nobody looked
   */
  ReplayManifest manifest(
      ReplayId id, ReplayManifest.Lines lines, ReplayManifest.@Nullable PairCounts pairs);
}
