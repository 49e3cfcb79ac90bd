package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a subject on both sides. Latencies are milliseconds, rates fractions of 1; all to
 * six digits.
 *
 * @param name {@code error_rate}, {@code p50_ms}, {@code p95_ms}, of an edge {@code client_p50_ms}
 *     and so on
 * @param before null if the first side does not have it
 * @param after null if the second side does not have it
 * @param afterLow of the 95 % interval of {@code after}; null if there is no such bound
 * @param afterHigh likewise
 * @param change of a latency the ratio, null if one is not above 0; of a rate the difference
 * @param changeLow of the interval that decides; null if there is no such bound
 * @param changeHigh likewise
 * @param smallest change of that kind that such a comparison finds in 8 of 10 cases; null if none
 * @param needed how many samples it takes on each side, if there are too few; null if there are not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(
    String name,
    Word word,
    @Nullable BigDecimal before,
    @Nullable BigDecimal after,
    @JsonProperty("after_low") @Nullable BigDecimal afterLow,
    @JsonProperty("after_high") @Nullable BigDecimal afterHigh,
    @Nullable BigDecimal change,
    @JsonProperty("change_low") @Nullable BigDecimal changeLow,
    @JsonProperty("change_high") @Nullable BigDecimal changeHigh,
    @Nullable BigDecimal smallest,
    @Nullable Long needed) {
  static final String ERROR_RATE = "error_rate";

  /** Whether it is a rate, and no latency. */
  @JsonIgnore
  public boolean isRate() {
    return name.equals(ERROR_RATE);
  }

  /** Whether it decides if its service does: p95 or, of pairs, the response time; errors. */
  boolean canDecide() {
    return isRate() || name.equals("p95_ms") || name.equals("response_time_ms");
  }

  /** By how many milliseconds or, of a rate, points it differs; 0 if a side does not have it. */
  double size() {
    return before == null || after == null ? 0 : Math.abs(after.subtract(before).doubleValue());
  }

  /** It with another word. */
  public Figure with(Word other) {
    return new Figure(
        name,
        other,
        before,
        after,
        afterLow,
        afterHigh,
        change,
        changeLow,
        changeHigh,
        smallest,
        needed);
  }

  /** Of what nobody measured on either side. */
  static Figure unmeasured(String name) {
    return new Figure(
        name, Word.TOO_LITTLE_DATA, null, null, null, null, null, null, null, null, null);
  }

  static Figure of(String name, Change change, Word word, Limits limits, double tail) {
    Change.Shown shown = change.shown(tail);
    return new Figure(
        name,
        word,
        shown.before(),
        shown.after(),
        shown.afterLow(),
        shown.afterHigh(),
        shown.change(),
        shown.changeLow(),
        shown.changeHigh(),
        change.smallest(limits, tail),
        word == Word.TOO_LITTLE_DATA ? (Long) change.needed(tail) : null);
  }
}
