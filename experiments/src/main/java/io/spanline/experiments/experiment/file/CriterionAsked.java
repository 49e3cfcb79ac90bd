package io.spanline.experiments.experiment.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.captures.Decimals;
import io.spanline.captures.Schemas;
import io.spanline.experiments.compare.Criterion;
import io.spanline.experiments.compare.Criterion.Quantity;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.experiment.file.ExperimentRecord.LimitsAsked;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A figure that decides, as {@code experiment.json} has it: with the limits of its kind, or with
 * what it may be at most.
 *
 * @param service null for each service that was asked
 * @param operation null for all of its requests
 * @param figure p50, p95 or error_rate
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CriterionAsked(
    @Nullable String service,
    @Nullable String operation,
    String figure,
    @Nullable BigDecimal maxRatio,
    @Nullable BigDecimal maxDeltaMs,
    @Nullable BigDecimal maxPoints,
    @Nullable BigDecimal maxAbsMs,
    @Nullable BigDecimal maxAbsPercent) {
  private static final int NANOS_OF_MILLI = 6;
  private static final int HUNDREDTHS = 2;

  public CriterionAsked {
    Schemas.require(figure, "figure");
  }

  /** As it is judged by. */
  public static CriterionAsked of(Criterion of) {
    boolean isRate = of.quantity() == Quantity.ERROR_RATE;
    Double most = of.most();
    LimitsAsked limits = LimitsAsked.of(of.limits());
    boolean isChange = most == null;
    return new CriterionAsked(
        of.service(),
        of.operation(),
        of.quantity().word(),
        isChange && !isRate ? limits.maxRatio() : null,
        isChange && !isRate ? limits.maxDeltaMs() : null,
        isChange && isRate ? limits.maxPoints() : null,
        most == null || isRate ? null : Decimals.millis(Duration.ofNanos(most.longValue())),
        most == null || !isRate ? null : percent(most));
  }

  private static BigDecimal percent(double rate) {
    return BigDecimal.valueOf(rate).movePointRight(HUNDREDTHS);
  }

  /**
   * For a verdict.
   *
   * @throws IllegalArgumentException if there is no such figure
   */
  public Criterion criterion() {
    Quantity quantity =
        Arrays.stream(Quantity.values())
            .filter(each -> each.word().equals(figure))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("'%s' is no figure".formatted(figure)));
    LimitsAsked absent = LimitsAsked.of(Limits.DEFAULT);
    LimitsAsked limits =
        new LimitsAsked(
            Objects.requireNonNullElse(maxRatio, absent.maxRatio()),
            Objects.requireNonNullElse(maxDeltaMs, absent.maxDeltaMs()),
            Objects.requireNonNullElse(maxPoints, absent.maxPoints()));
    return new Criterion(service, operation, quantity, limits.limits(), most());
  }

  private @Nullable Double most() {
    if (maxAbsMs != null) {
      return maxAbsMs.movePointRight(NANOS_OF_MILLI).doubleValue();
    }
    return maxAbsPercent == null ? null : (Double) rate(maxAbsPercent);
  }

  private static double rate(BigDecimal percent) {
    return percent.movePointLeft(HUNDREDTHS).doubleValue();
  }
}
