package io.spanline.capture;

import io.spanline.capture.store.CaptureContents;
import io.spanline.file.Baseline;
import io.spanline.file.CaptureId;
import io.spanline.file.CountTally;
import io.spanline.file.Manifest;
import io.spanline.file.ServiceTally;
import io.spanline.model.Trace;
import java.time.Instant;
import java.util.SortedMap;

/** What manifest and baseline say of one snapshot: sums over its traces, and how they were read. */
final class SnapshotContents implements CaptureContents {
  private final SnapshotOrder order;
  private final Instant created;
  private final Provenance provenance;
  private final Extent extent;
  private final SkippedRecords skipped = new SkippedRecords();
  private final CountTally counts = new CountTally();
  private final ServiceTally services = new ServiceTally();
  private long records;

  SnapshotContents(SnapshotOrder order, Extent extent, Instant created, Provenance provenance) {
    this.order = order;
    this.extent = extent;
    this.created = created;
    this.provenance = provenance;
  }

  /** Settings and versions of the process that writes. */
  record Provenance(SortedMap<String, String> settings, SortedMap<String, String> versions) {}

  void countRecord() {
    records++;
  }

  void skip(TraceRecord unreadable, String reason) {
    skipped.add(unreadable, reason);
  }

  void add(Trace trace) {
    counts.add(trace);
    services.add(trace);
  }

  long malformed() {
    return skipped.count();
  }

  SortedMap<String, Baseline.Service> services() {
    return services.services();
  }

  @Override
  public Baseline baseline(Manifest.Capture capture) {
    return new Baseline(
        order.baseline(),
        created,
        new Baseline.Source(
            capture.file(),
            capture.sha256(),
            capture.lines(),
            order.range().from(),
            order.range().to()),
        services());
  }

  @Override
  public Manifest manifest(CaptureId id, Manifest.Capture capture, Manifest.BaselineFile baseline) {
    return new Manifest(
        id,
        order.label(),
        created,
        order.range(),
        extent.incomplete(),
        capture,
        counts.counts(),
        new Manifest.Source(
            extent.topic(), extent.partitions(), records, skipped.count(), skipped.named()),
        baseline,
        provenance.settings(),
        provenance.versions());
  }
}
