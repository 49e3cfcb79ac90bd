package io.spanline.experiments.experiment.verdict;

import io.spanline.experiments.compare.EdgeName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and figures as people read them. */
final class Words {
  private static final int THREE = 3;
  private static final int MOST_DIGITS = 5;

  private Words() {}

  /** Three digits. */
  static String number(@Nullable BigDecimal value) {
    return number(value, THREE);
  }

  private static String number(@Nullable BigDecimal value, int digits) {
    return value == null
        ? "?"
        : value.round(new MathContext(digits)).stripTrailingZeros().toPlainString();
  }

  /** What somebody asked for, as it was asked. */
  static String asked(@Nullable BigDecimal value) {
    return value == null ? "?" : value.stripTrailingZeros().toPlainString();
  }

  /** Ends that differ are seen to, with a digit or two more if it takes them. */
  static String interval(@Nullable BigDecimal low, @Nullable BigDecimal high) {
    int digits = THREE;
    while (low != null
        && high != null
        && digits < MOST_DIGITS
        && number(low, digits).equals(number(high, digits))) {
      digits++;
    }
    return number(low, digits) + "–" + number(high, digits);
  }

  static @Nullable BigDecimal percent(@Nullable BigDecimal rate) {
    return rate == null ? null : rate.movePointRight(2);
  }

  /** Edges by their keys. */
  static String edges(List<String> keys) {
    return keys.isEmpty()
        ? "its proxy"
        : listed(keys.stream().map(key -> EdgeName.of(key).inWords()).toList());
  }

  /** {@code a, b and c}. */
  static String listed(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
