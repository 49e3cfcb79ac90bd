package io.spanline.captures.baseline;

import io.spanline.captures.Decimals;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ResourceUse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service took of the machine in all captures of a baseline. A figure that one of them lacks
 * is missing: a part of a sum says nothing.
 */
final class Resources {
  private static final int DIGITS = 6;

  private long samples;
  private @Nullable BigDecimal cpuSeconds = BigDecimal.ZERO;
  private @Nullable BigDecimal measuredSeconds = BigDecimal.ZERO;
  private @Nullable BigDecimal heapSum = BigDecimal.ZERO;
  private @Nullable Long heapMax = 0L;
  private @Nullable String reason;

  private Resources() {}

  /** Null if no capture knows anything of the service. */
  static @Nullable ResourceUse of(String service, List<Manifest> captures) {
    List<ResourceUse> uses = new ArrayList<>();
    for (Manifest capture : captures) {
      Manifest.Conditions conditions = capture.conditions();
      ResourceUse use = conditions == null ? null : conditions.resources().get(service);
      if (use != null) {
        uses.add(use);
      }
    }
    if (captures.size() == 1 || uses.isEmpty()) {
      return uses.isEmpty() ? null : uses.get(0);
    }
    Resources all = new Resources();
    uses.forEach(all::add);
    return all.use(captures.size() - uses.size(), captures.size());
  }

  private void add(ResourceUse use) {
    samples += use.samples();
    cpuSeconds = sum(cpuSeconds, use.cpuSeconds());
    measuredSeconds = sum(measuredSeconds, seconds(use));
    heapSum = sum(heapSum, heapSum(use));
    Long max = use.heapMaxBytes();
    heapMax = heapMax == null || max == null ? null : (Long) Math.max(heapMax, max);
    reason = reason == null ? use.reason() : reason;
  }

  private ResourceUse use(int unknown, int captures) {
    if (unknown > 0) {
      return new ResourceUse(
          samples,
          null,
          null,
          null,
          null,
          unknown + " of " + captures + " captures do not know it");
    }
    BigDecimal cores = quotient(cpuSeconds, measuredSeconds, DIGITS);
    BigDecimal heapMean = quotient(heapSum, BigDecimal.valueOf(samples), 0);
    boolean missing = cpuSeconds == null || cores == null || heapMean == null || heapMax == null;
    String why = reason == null ? "the captures do not tell how long CPU was measured" : reason;
    return new ResourceUse(
        samples,
        cpuSeconds,
        cores == null ? null : Decimals.plain(cores),
        heapMean == null ? null : (Long) heapMean.longValue(),
        heapMax,
        missing ? why : null);
  }

  /** How long CPU was measured for; null if the two figures do not tell. */
  private static @Nullable BigDecimal seconds(ResourceUse use) {
    return quotient(use.cpuSeconds(), use.cpuCores(), DIGITS);
  }

  private static @Nullable BigDecimal heapSum(ResourceUse use) {
    Long mean = use.heapMeanBytes();
    return mean == null
        ? null
        : BigDecimal.valueOf(mean).multiply(BigDecimal.valueOf(use.samples()));
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? null : one.add(other);
  }

  private static @Nullable BigDecimal quotient(
      @Nullable BigDecimal of, @Nullable BigDecimal by, int digits) {
    return of == null || by == null || by.signum() == 0
        ? null
        : of.divide(by, digits, RoundingMode.HALF_EVEN);
  }
}
