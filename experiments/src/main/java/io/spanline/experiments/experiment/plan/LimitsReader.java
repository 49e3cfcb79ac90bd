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

  /** The limits; what is left out is as in others. */
  Limits read(Map<String, Node> values, Limits absent) {
    Node ratio = values.get(RATIO);
    Node delta = values.get(DELTA);
    Node points = values.get(POINTS);
    return new Limits(
        ratio == null ? absent.ratio() : ratio(ratio),
        delta == null ? absent.delta() : delta(delta),
        points == null ? absent.points() : points(points));
  }

  private double ratio(Node node) {
    return yaml.decimal(
            node,
            RATIO + " is a number above 1, 1000 at most",
            number -> number.doubleValue() > 1 && number.compareTo(HIGHEST_RATIO) <= 0)
        .doubleValue();
  }

  private Duration delta(Node node) {
    BigDecimal millis =
        yaml.decimal(
            node,
            DELTA + " is a number of ms, 0 to 3600000",
            number -> number.signum() >= 0 && number.compareTo(HOUR_MILLIS) <= 0);
    return Duration.ofNanos(
        millis.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private double points(Node node) {
    return yaml.decimal(
            node,
            POINTS + " is a number of percentage points, 0 to below 100",
            number -> number.signum() >= 0 && number.movePointLeft(2).doubleValue() < 1)
        .movePointLeft(2)
        .doubleValue();
  }
}
