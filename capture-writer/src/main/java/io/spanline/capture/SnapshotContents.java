package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.CaptureContents;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.WriterVersion;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.manifest.CountTally;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Redacted;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Setting;
import io.spanline.settings.Settings;
import io.spanline.topic.Beginning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/** What manifest and baseline say of one snapshot: sums over its traces, and how they were read. */
final class SnapshotContents implements CaptureContents {
  private final SnapshotOrder order;
  private final Selection selection;
  private final Instant created;
  private final Provenance provenance;
  private final Extent extent;
  private final TraceSpool spool;
  private final KnownReplays replays;
  private final CountTally counts;
  private final BaselineTally baseline = new BaselineTally();
  private final OddClocks clocks;
  private List<Redacted> redactions = List.of();
  private Manifest.@Nullable Conditions conditions;

  /**
   * Contents without a trace.
   *
   * @throws Refusal if the order's traces are those of another replay than it says
   */
  SnapshotContents(
      LimitSearch.Found found,
      Instant created,
      Provenance provenance,
      TraceSpool spool,
      KnownReplays replays) {
    this.spool = spool;
    this.replays = replays;
    this.order = found.order();
    this.selection = replays.named(order.selection());
    this.counts = new CountTally(order.range());
    this.clocks = new OddClocks(provenance.lifetime());
    this.extent = found.extent();
    this.created = created;
    this.provenance = provenance;
  }

  /**
   * Settings and versions of the process that writes.
   *
   * @param lifetime how long assembly holds a trace open at most
   */
  record Provenance(
      SortedMap<String, String> settings, SortedMap<String, String> versions, Duration lifetime) {
    /** The settings of assembly that a capture's traces depend on. */
    private static final List<Setting<?>> ASSEMBLY =
        List.of(
            Catalogue.TRACE_SETTLE,
            Catalogue.TRACE_GAP,
            Catalogue.TRACE_LIFETIME,
            Catalogue.TRACE_HORIZON,
            Catalogue.TRACE_MAX_SPANS,
            Catalogue.TRACE_MAX_BYTES);

    static Provenance of(Settings settings) {
      SortedMap<String, String> assembly = new TreeMap<>();
      ASSEMBLY.forEach(setting -> assembly.put(setting.name(), settings.text(setting)));
      SortedMap<String, String> versions = new TreeMap<>();
      versions.put(WriterVersion.KEY, WriterVersion.current());
      versions.put("kafka_clients", AppInfoParser.getVersion());
      versions.put("java", Runtime.version().toString());
      return new Provenance(assembly, versions, settings.value(Catalogue.TRACE_LIFETIME));
    }
  }

  /** Adds a trace whose line was written, in the order of the lines. */
  void add(Trace trace, Beginning beginning) {
    counts.add(trace, beginning);
    String replay = replays.of(trace.traceId());
    if (replay != null) {
      counts.replayed(replay);
    }
    baseline.add(trace, order.range());
  }

  /** Looks at the clocks behind a record of the range. */
  void looked(SpooledTrace.Revision record) {
    clocks.add(record);
  }

  /** Counts traces of the range that the selection does not take. */
  void leaveOut(long more) {
    counts.leaveOut(more);
  }

  void redacted(List<Redacted> all) {
    redactions = List.copyOf(all);
  }

  void conditions(Manifest.Conditions found) {
    conditions = found;
  }

  /** The services that answered requests of the range. */
  Set<String> services() {
    return counts.counts().services().entrySet().stream()
        .filter(service -> service.getValue().requests() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  long malformed() {
    return spool.skipped();
  }

  @Override
  public @Nullable BaselineName baselineName() {
    return order.baseline();
  }

  @Override
  public Baseline baseline(BaselineName name, Manifest manifest) {
    return baseline.baseline(name, List.of(manifest));
  }

  @Override
  public Manifest manifest(CaptureId id, Manifest.Capture capture) {
    return new Manifest(
        id,
        order.label(),
        order.request(),
        created,
        order.range(),
        selection,
        extent.incomplete(),
        capture,
        counts.counts(),
        counts.replay(),
        redactions,
        new Manifest.Source(
            extent.topic(),
            extent.partitions(),
            spool.records(),
            spool.skipped(),
            spool.named(),
            clocks.counts()),
        conditions,
        null,
        provenance.settings(),
        provenance.versions());
  }
}
