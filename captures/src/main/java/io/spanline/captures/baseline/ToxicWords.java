package io.spanline.captures.baseline;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import io.spanline.captures.manifest.Toxics.Toxic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A toxic in words: {@code b-to-c: latency=200 jitter=20 was on for 12 of 60 s}. */
final class ToxicWords {
  private static final String FOREIGN = "foreign";
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
      words.append(", set by ").append(toxic.owner().equals(FOREIGN) ? "others" : toxic.owner());
    }
    return words.toString();
  }

  /** As it is typed: the first attribute often has the type's name. */
  private static String what(Toxic toxic) {
    BigDecimal first = toxic.attributes().get(toxic.type());
    StringBuilder what = new StringBuilder(toxic.type());
    if (first != null) {
      what.append('=').append(first.toPlainString());
    }
    boolean nothingElse = toxic.attributes().values().stream().allMatch(v -> v.signum() == 0);
    for (Map.Entry<String, BigDecimal> attribute : toxic.attributes().entrySet()) {
      boolean isSaid = attribute.getValue().signum() != 0 || nothingElse;
      if (isSaid && !attribute.getKey().equals(toxic.type())) {
        what.append(' ').append(attribute.getKey()).append('=');
        what.append(attribute.getValue().toPlainString());
      }
    }
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
