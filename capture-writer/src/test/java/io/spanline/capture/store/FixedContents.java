package io.spanline.capture.store;

import io.spanline.file.Baseline;
import io.spanline.file.BaselineName;
import io.spanline.file.CaptureId;
import io.spanline.file.CountTally;
import io.spanline.file.Manifest;
import io.spanline.file.ServiceTally;
import io.spanline.file.TimeRange;
import io.spanline.model.Traces;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** What a snapshot of one trace says, told apart by the time it was made. */
record FixedContents(BaselineName name, Instant created) implements CaptureContents {
  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:01:00Z"));

  static FixedContents named(String name) {
    return new FixedContents(new BaselineName(name), Instant.parse("2026-01-01T00:02:00Z"));
  }

  FixedContents madeLater() {
    return new FixedContents(name, created.plusSeconds(60));
  }

  @Override
  public Baseline baseline(Manifest.Capture capture) {
    ServiceTally tally = new ServiceTally();
    tally.add(Traces.aCallsBCallsC());
    return new Baseline(
        name,
        created,
        new Baseline.Source(
            capture.file(), capture.sha256(), capture.lines(), RANGE.from(), RANGE.to()),
        tally.services());
  }

  @Override
  public Manifest manifest(CaptureId id, Manifest.Capture capture, Manifest.BaselineFile baseline) {
    return new Manifest(
        id,
        null,
        created,
        RANGE,
        null,
        capture,
        new CountTally().counts(),
        new Manifest.Source("traces", List.of(), 1, 0, List.of()),
        baseline,
        new TreeMap<>(),
        new TreeMap<>());
  }
}
