package io.spanline.capture.store;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.TimeRange;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Manifests;
import io.spanline.model.Traces;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a snapshot of one trace says, told apart by the time it was made. */
record FixedContents(BaselineName name, Instant created) implements CaptureContents {
  static FixedContents named(String name) {
    return new FixedContents(new BaselineName(name), Instant.parse("2026-01-01T00:02:00Z"));
  }

  FixedContents madeLater() {
    return new FixedContents(name, created.plusSeconds(60));
  }

  @Override
  public BaselineName baselineName() {
    return name;
  }

  @Override
  public Baseline baseline(BaselineName named, Manifest manifest) {
    BaselineTally tally = new BaselineTally();
    tally.add(
        Traces.aCallsBCallsC(),
        new TimeRange(Instant.EPOCH, Instant.parse("2500-01-01T00:00:00Z")));
    return tally.baseline(named, List.of(manifest));
  }

  @Override
  public Manifest manifest(CaptureId id, Manifest.Capture capture) {
    return Manifests.edited(
        Manifests.ofMinute(1), Map.of("id", id, "created", created, "capture", capture));
  }
}
