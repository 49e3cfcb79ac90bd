package io.spanline.captures.verification;

import io.spanline.captures.Decimals;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.ReplayTally;
import io.spanline.captures.replay.ReplayTimes;
import io.spanline.model.TraceId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds the lines of a replay, one after the other, against what lines must be. */
final class ReplayChecks {
  private final ReplayTally tally = new ReplayTally();
  private final Durations lateness = new Durations();
  private final Durations response = new Durations();
  private final Durations service = new Durations();
  private final LowIds ids = new LowIds();
  private final Verification.Findings findings;
  private final @Nullable ReplayManifest manifest;
  private @Nullable ReplayLine before;

  /**
   * Checks that have seen no line.
   *
   * @param manifest null if it cannot be read; then only what lines say by themselves is checked
   */
  ReplayChecks(@Nullable ReplayManifest manifest, Verification.Findings findings) {
    this.manifest = manifest;
    this.findings = findings;
  }

  void add(long number, ReplayLine line) {
    ReplayLine last = before;
    before = line;
    if (last != null && ReplayLine.ORDER.compare(last, line) >= 0) {
      findings.problem(
          number,
          "line is not in order: it was to be sent at %s, the one before at %s"
              .formatted(line.moments().intended(), last.moments().intended()));
    }
    id(number, line.traceId());
    moments(number, line);
    pair(number, line);
    tally.add(line);
  }

  private void id(long number, TraceId id) {
    String prefix = id.hex().substring(0, 16);
    if (manifest != null && !prefix.equals(manifest.traceIdPrefix())) {
      findings.problem(
          number,
          "trace %s does not begin with the replay's prefix %s"
              .formatted(id, manifest.traceIdPrefix()));
    } else if (!ids.add(id.low())) {
      findings.problem(number, "trace %s has two lines".formatted(id));
    }
  }

  private void moments(long number, ReplayLine line) {
    ReplayLine.Moments at = line.moments();
    Long handed = at.handed();
    Long done = at.done();
    if (handed == null || done == null) {
      if (!line.isDropped() && (handed == null) != (done == null)) {
        findings.problem(number, "line has only one of handedNanos and doneNanos");
      }
      if (handed != null) {
        lateness.add(handed - at.intended());
      }
      return;
    }
    if (done < handed || (at.head() != null && (at.head() < handed || at.head() > done))) {
      findings.problem(number, "line's moments are not in order");
    }
    lateness.add(handed - at.intended());
    if (line.status() != null) {
      response.add(done - at.intended());
      service.add(done - handed);
    }
  }

  private void pair(long number, ReplayLine line) {
    boolean looked = manifest != null && manifest.pairs() != null && line.isSent();
    if (manifest != null && looked != (line.pair() != null)) {
      findings.problem(
          number, looked ? "line has no pair" : "line has a pair that nobody looked for");
    }
  }

  /** What all lines together give against the manifest's figures. */
  void sums(Path file, ReplayManifest said) {
    ReplayManifest.Counts counts = tally.counts();
    findings.unlessEqual(file, "counts.sent", said.counts().sent(), counts.sent());
    findings.unlessEqual(file, "counts.late", said.counts().late(), counts.late());
    findings.unlessEqual(file, "counts.dropped", said.counts().dropped(), counts.dropped());
    findings.unlessEqual(file, "counts.redirects", said.counts().redirects(), counts.redirects());
    findings.eachUnlessEqual(file, "counts.errors", said.counts().errors(), counts.errors());
    findings.eachUnlessEqual(file, "counts.statuses", said.counts().statuses(), counts.statuses());
    if (said.pairs() != null) {
      findings.unlessEqual(file, "pairs", said.pairs(), tally.pairs());
    }
    times(file, "lateness", said.lateness(), lateness);
    times(file, "response", said.response(), response);
    times(file, "service", said.service(), service);
  }

  private void times(Path file, String field, ReplayTimes said, Durations found) {
    if (said.count() != found.count()) {
      findings.unlessEqual(file, field + ".count", said.count(), found.count());
      return;
    }
    figure(file, field + ".p50_ms", said.p50(), found.percentile(50));
    figure(file, field + ".p90_ms", said.p90(), found.percentile(90));
    figure(file, field + ".p99_ms", said.p99(), found.percentile(99));
    figure(file, field + ".p99_9_ms", said.p999(), found.percentile(99.9));
    figure(file, field + ".max_ms", said.max(), found.percentile(100));
  }

  /** A histogram keeps three digits of a value: that much a figure may be off. */
  private void figure(Path file, String field, @Nullable Duration said, @Nullable Duration found) {
    if (said != null
        && found != null
        && said.minus(found).abs().compareTo(found.abs().dividedBy(1_000).plusNanos(1)) <= 0) {
      return;
    }
    findings.unlessEqual(file, field, millis(said), millis(found));
  }

  private static @Nullable BigDecimal millis(@Nullable Duration time) {
    return time == null ? null : Decimals.millis(time);
  }
}
