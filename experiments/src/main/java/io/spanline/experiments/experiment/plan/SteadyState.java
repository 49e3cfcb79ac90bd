package io.spanline.experiments.experiment.plan;

import io.spanline.experiments.compare.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold before anything is done to a system: that it is not shown to be worse than a
 * stored baseline.
 *
 * @param baseline a name, or a path that ends in {@code .yaml}; null for the one called normal, if
 *     it is stored
 * @param limits by how much it may be worse
 */
public record SteadyState(@Nullable String baseline, Limits limits) {
  // Wide: the sender's times contain its hop, and the baseline is of another day.
  public static final SteadyState DEFAULT =
      new SteadyState(null, new Limits(2, Duration.ofMillis(50), 0.05));
}
