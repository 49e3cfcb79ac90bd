package io.spanline.captures.verification;

import io.spanline.captures.TimeRange;
import io.spanline.captures.TraceInRange;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.line.CaptureReader;
import io.spanline.captures.line.CheckedLine;
import io.spanline.captures.manifest.CountTally;
import io.spanline.captures.manifest.Manifest;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.topic.Beginning;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the lines of a capture, one after the other, against what lines must be. */
final class CaptureChecks {
  private static final TimeRange EVER = new TimeRange(Instant.MIN, Instant.MAX);

  private final CaptureReader.Order order = new CaptureReader.Order();
  private final Set<TraceId> ids = new HashSet<>();
  private final CountTally counts;
  private final BaselineTally baseline = new BaselineTally();
  private final Verification.Findings findings;
  private final @Nullable Manifest manifest;
  private final TimeRange range;
  private boolean allRead = true;

  /**
   * Checks that have seen no line.
   *
   * @param manifest null if it cannot be read; then only what lines say by themselves is checked
   */
  CaptureChecks(@Nullable Manifest manifest, Verification.Findings findings) {
    this.manifest = manifest;
    this.range = manifest == null ? EVER : manifest.range();
    this.counts = new CountTally(range);
    this.findings = findings;
  }

  void add(CheckedLine line) {
    Trace trace = line.trace();
    if (trace == null) {
      allRead = false;
      findings.problem(line.number(), String.valueOf(line.problem()));
      return;
    }
    Beginning beginning = line.beginning();
    report(line.number(), beginning == null ? "summary is not what its spans say" : null);
    report(line.number(), order.problem(trace));
    if (!ids.add(trace.traceId())) {
      report(line.number(), "trace " + trace.traceId() + " has two lines");
    }
    if (manifest != null) {
      report(line.number(), notTaken(trace, beginning, manifest));
    }
    if (beginning == null) {
      counts.add(trace, Beginning.INSIDE);
    } else {
      counts.add(trace, beginning, line.notReplayable());
    }
    baseline.add(trace, range);
  }

  /** Whether every line was a trace, so that its sums can be asked for. */
  boolean allRead() {
    return allRead;
  }

  CountTally counts() {
    return counts;
  }

  BaselineTally baseline() {
    return baseline;
  }

  private void report(long line, @Nullable String problem) {
    if (problem != null) {
      findings.problem(line, problem);
    }
  }

  private static @Nullable String notTaken(
      Trace trace, @Nullable Beginning beginning, Manifest manifest) {
    TraceInRange found = new TraceInRange(trace, manifest.range());
    if (beginning == Beginning.INSIDE ? !found.begins() : !found.touches()) {
      return "trace starts at %s, outside the manifest's range %s"
          .formatted(trace.start(), manifest.range());
    }
    return manifest.selection().where().matches(trace)
        ? null
        : "trace is none that the manifest's selection takes";
  }
}
