package io.spanline.traffic;

/**
 * What traffic to make.
 *
 * @param perSecond requests that begin in a second; each has its own deadline to begin at, so that
 *     a slow answer delays no other request
 * @param seed the same seed makes the same requests in the same order
 */
public record TrafficPlan(int count, double perSecond, Mix mix, long seed) {
  public TrafficPlan {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, was " + count);
    }
    if (!(perSecond > 0 && perSecond <= 10_000)) {
      throw new IllegalArgumentException(
          "rate must be above 0 and at most 10000 requests a second, was " + perSecond);
    }
  }
}
