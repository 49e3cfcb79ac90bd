package io.spanline.captures.baseline;

import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifests;
import io.spanline.captures.manifest.ResourceUse;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Baselines of traces that tests make up. */
public final class Baselines {
  /** All that tests make up began in it. */
  public static final TimeRange EVER =
      new TimeRange(Instant.EPOCH, Instant.parse("2500-01-01T00:00:00Z"));

  private Baselines() {}

  /** As the golden file of schema 3: one of each of what may be written. */
  public static Baseline golden() {
    BaselineTally tally = new BaselineTally();
    tally.add(Traces.aCallsBCallsC(), EVER);
    for (int i = 1; i < 80; i++) {
      tally.add(request("service-a", i, Duration.ofNanos(7_654_321L * i)), EVER);
    }
    tally.add(request("no", 1, Duration.ofNanos(1)), EVER);
    tally.add(
        Traces.complete(List.of(Spans.entry("endless").edited(Baselines::endless).span())), EVER);
    tally.add(skewed(), EVER);
    tally.add(
        Spans.exit("service-a")
            .with("peer.service", "gone")
            .took(Duration.ofMillis(3))
            .failed()
            .trace(),
        EVER);
    return tally.baseline(
        BaselineName.NORMAL,
        List.of(
            Manifests.ofMinute(1),
            Manifests.with(
                2,
                new Selection(null, new Selection.Filter(null, null, "complete", null, null), null),
                null,
                Manifests.conditions())));
  }

  /** Of one service with lognormal latencies around 20 ms. */
  static Baseline lognormal(int requests, long seed) {
    BaselineTally tally = new BaselineTally();
    Random random = new Random(seed);
    for (int i = 0; i < requests; i++) {
      tally.add(request("a", i, lognormal(random)), EVER);
    }
    return of(tally);
  }

  /** A span without an end. */
  static void endless(io.opentelemetry.proto.trace.v1.Span.Builder span) {
    span.clearEndTimeUnixNano();
  }

  /** A call whose answer says that it came half a minute early. */
  private static Trace skewed() {
    return Traces.complete(
        List.of(
            Spans.exit("service-a").withId("call").took(Duration.ofMillis(20)).span(),
            Spans.entry("behind")
                .underRemote("call")
                .startingAfter(Duration.ofSeconds(-30))
                .took(Duration.ofMillis(10))
                .span()));
  }

  public static Baseline of(BaselineTally tally) {
    return tally.baseline(BaselineName.NORMAL, List.of(Manifests.ofMinute(1)));
  }

  static Duration lognormal(Random random) {
    return Duration.ofNanos((long) (20e6 * Math.exp(0.5 * random.nextGaussian())));
  }

  public static Trace request(String service, int number, Duration duration) {
    Spans span = Spans.entry(service).inTrace(service + number).named("GET /x").took(duration);
    return number % 10 == 0 ? span.failed().trace() : span.trace();
  }

  static Map<String, ResourceUse> resources(ResourceUse use) {
    return new TreeMap<>(Map.of("a", use));
  }
}
