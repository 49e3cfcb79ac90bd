package io.spanline.experiments.experiment.plan;

import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.yaml.StrictYaml;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** Reads how large a difference has to be to matter, from the values of a mapping by their keys. */
record LimitsReader(StrictYaml yaml) {
  static final String RATIO = "max_ratio";
  static final String DELTA = "max_delta_ms";
  static final String POINTS = "max_points";

  private static final BigDecimal HIGHEST_RATIO = BigDecimal.valueOf(1_000);
  private static final BigDecimal HOUR_MILLIS = BigDecimal.valueOf(3_600_000);
  private static final int NANOS_OF_MILLI = 6;

  /** Those of a mapping. */
  Limits read(Map<String, Node> values, Limits absent) {
    Node ratio = values.get(RATIO);
    Node delta = values.get(DELTA);
    Node points = values.get(POINTS);
    return new Limits(
        ratio == null ? absent.ratio() : ratio(ratio),
        delta == null ? absent.delta() : Duration.ofNanos(nanos(delta, DELTA)),
        points == null ? absent.points() : points(points));
  }

  private double ratio(Node node) {
    return yaml.decimal(
            node,
            "max_ratio is a number above 1, 1000 at most",
            number -> number.doubleValue() > 1 && number.compareTo(HIGHEST_RATIO) <= 0)
        .doubleValue();
  }

  /** Milliseconds in nanoseconds. */
  long nanos(Node node, String key) {
    BigDecimal millis =
        yaml.decimal(
            node,
            key + " is a number of ms, 0 to 3600000",
            number -> number.signum() >= 0 && number.compareTo(HOUR_MILLIS) <= 0);
    return millis.movePointRight(NANOS_OF_MILLI).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private double points(Node node) {
    return share(node, "max_points is a number of percentage points, 0 to below 100");
  }

  /** Percent as a fraction of 1. */
  double share(Node node, String must) {
    return yaml.decimal(
            node, must, number -> number.signum() >= 0 && number.movePointLeft(2).doubleValue() < 1)
        .movePointLeft(2)
        .doubleValue();
  }
}
