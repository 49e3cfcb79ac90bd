package io.spanline.captures.baseline;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import io.spanline.captures.manifest.Toxics.Toxic;
import io.spanline.topic.ToxicChange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A toxic in words: {@code b-to-c: latency=200 jitter=20 was on for 12 of 60 s}. */
public final class ToxicWords {
  /** The attribute of a type that is typed behind its name. */
  private static final Map<String, String> FIRST =
      Map.of(
          "latency", "latency",
          "bandwidth", "rate",
          "slow_close", "delay",
          "timeout", "timeout",
          "reset_peer", "timeout",
          "slicer", "average_size",
          "limit_data", "bytes");

  private static final int MILLIS_OF_SECOND = 1_000;

  private ToxicWords() {}

  static String of(Toxic toxic, TimeRange range) {
    StringBuilder words = new StringBuilder(toxic.proxy());
    if (toxic.edge() != null) {
      words.append(" (").append(toxic.edge()).append(')');
    }
    words
        .append(": ")
        .append(what(toxic))
        .append(toxic.type().equals(Toxics.DOWN) ? " for " : " was on for ")
        .append(seconds(inRange(toxic, range)))
        .append(" of ")
        .append(seconds(Duration.between(range.from(), range.to())))
        .append(" s");
    if (toxic.owner() != null) {
      words
          .append(", set by ")
          .append(toxic.owner().equals(ToxicChange.FOREIGN) ? "others" : toxic.owner());
    }
    return words.toString();
  }

  /**
   * As it is typed: {@code latency=200 jitter=20}. What may be left out and is 0 is left out.
   *
   * @param type as Toxiproxy calls it, or {@code down}
   */
  public static String what(String type, Map<String, ? extends Number> attributes) {
    String first = FIRST.get(type);
    StringBuilder what = new StringBuilder(type);
    if (first != null && attributes.containsKey(first)) {
      what.append('=')
          .append(number(Objects.requireNonNull(attributes.get(first))).toPlainString());
    }
    new TreeMap<>(attributes)
        .forEach(
            (name, value) -> {
              boolean isSaid = first == null || number(value).signum() != 0;
              if (isSaid && !name.equals(first)) {
                what.append(' ').append(name).append('=').append(number(value).toPlainString());
              }
            });
    return what.toString();
  }

  private static BigDecimal number(Number value) {
    return new BigDecimal(value.toString());
  }

  private static String what(Toxic toxic) {
    StringBuilder what = new StringBuilder(what(toxic.type(), toxic.attributes()));
    if (toxic.toxicity() != null && toxic.toxicity().compareTo(BigDecimal.ONE) < 0) {
      what.append(" on ").append(percent(toxic.toxicity())).append(" % of connections");
    }
    if ("upstream".equals(toxic.stream())) {
      what.append(" upstream");
    }
    return what.toString();
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString();
  }

  private static Duration inRange(Toxic toxic, TimeRange range) {
    Instant from = toxic.from().isAfter(range.from()) ? toxic.from() : range.from();
    Instant to = toxic.to() != null && toxic.to().isBefore(range.to()) ? toxic.to() : range.to();
    return Duration.between(from, to);
  }

  /** With a tenth below ten seconds; never 0 of something that was on. */
  private static String seconds(Duration time) {
    BigDecimal seconds =
        BigDecimal.valueOf(time.toMillis())
            .divide(BigDecimal.valueOf(MILLIS_OF_SECOND), 1, RoundingMode.CEILING);
    int digits = seconds.compareTo(BigDecimal.TEN) < 0 ? 1 : 0;
    BigDecimal rounded = seconds.setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
    return (rounded.signum() == 0 ? new BigDecimal("0.1") : rounded).toPlainString();
  }
}
