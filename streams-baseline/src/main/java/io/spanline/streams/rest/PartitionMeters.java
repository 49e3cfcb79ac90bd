package io.spanline.streams.rest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanline.api.PartitionFigures;
import io.spanline.topic.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of each partition that this instance reads; they come and go with the partition. */
final class PartitionMeters {

  /** What a partition's meters show. */
  private record Shown(PartitionFigures figures, Ledger ledger, Instant now) {
    double clockLagSeconds() {
      Duration lag = Duration.between(ledger.watermark(), now);
      return Math.max(0, lag.toMillis() / 1e3);
    }
  }

  private final MeterRegistry registry;
  private final Map<Integer, List<Meter>> meters = new HashMap<>();
  private final Map<Integer, Shown> shown = new HashMap<>();

  PartitionMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows this from now on; a partition that lacks one of both is not shown. */
  void update(Map<Integer, PartitionFigures> figures, List<Ledger> ledger, Instant now) {
    shown.clear();
    for (Ledger row : ledger) {
      PartitionFigures task = figures.get(row.partition());
      if (task != null) {
        shown.put(row.partition(), new Shown(task, row, now));
      }
    }
    Set<Integer> gone = new HashSet<>(meters.keySet());
    gone.removeAll(shown.keySet());
    for (Integer partition : gone) {
      List<Meter> old = meters.remove(partition);
      if (old != null) {
        old.forEach(registry::remove);
      }
    }
    shown.keySet().forEach(partition -> meters.computeIfAbsent(partition, this::register));
  }

  private List<Meter> register(int partition) {
    List<Meter> all = new ArrayList<>();
    ofTheLedger(new Registration(partition, all));
    ofTheTask(new Registration(partition, all));
    return all;
  }

  /** Cumulative over restarts, since the ledger is. */
  private static void ofTheLedger(Registration add) {
    add.counter("records.consumed", "records read", of -> of.ledger.records().consumed());
    add.counter("records.decoded", "records that hold spans", of -> of.ledger.records().decoded());
    add.counter("records.dead", "records in the dead letters", of -> of.ledger.records().dead());
    add.counter("records.unkeyed", "records not keyed by trace id", of -> of.ledger.unkeyed());
    add.counter("spans.received", "spans in those records", of -> of.ledger.spans().received());
    add.counter("spans.emitted", "spans in emitted traces", of -> of.ledger.spans().emitted());
    add.counter("spans.duplicate", "spans that came before", of -> of.ledger.spans().duplicate());
    add.counter("spans.truncated", "spans that a cap cut", of -> of.ledger.spans().truncated());
    add.counter("spans.rejected", "spans in the dead letters", of -> of.ledger.spans().rejected());
    add.counter(
        "spans.expired", "open spans that retention took", of -> of.ledger.spans().expired());
    add.counter("spans.repaired", "spans with text not in UTF-8", of -> of.ledger.repaired());
    add.gauge("spans.open", "spans of open traces", of -> of.ledger.spans().open());
    add.gauge("clock.lag.seconds", "wall clock minus watermark", Shown::clockLagSeconds);
  }

  /** Since this process took the partition over. */
  private static void ofTheTask(Registration add) {
    add.gauge("traces.open", "traces that wait for spans", of -> of.figures.openTraces());
    add.gauge("open.bytes", "memory of open traces", of -> of.figures.openBytes());
    add.gauge("traces.remembered", "emitted, within the horizon", of -> of.figures.remembered());
    add.counter("traces.emitted", "first revisions", of -> of.figures.traces());
    add.counter("traces.revised", "later revisions", of -> of.figures.revisions());
    add.counter("traces.evicted", "emitted early for a cap", of -> of.figures.evicted());
    add.counter("traces.forgotten", "forgotten before the horizon", of -> of.figures.forgotten());
  }

  private double value(int partition, ToDoubleFunction<Shown> number) {
    @Nullable Shown now = shown.get(partition);
    return now == null ? Double.NaN : number.applyAsDouble(now);
  }

  /** Registers the meters of one partition. */
  private final class Registration {
    private final int partition;
    private final List<Meter> registered;

    Registration(int partition, List<Meter> registered) {
      this.partition = partition;
      this.registered = registered;
    }

    void counter(String name, String meaning, ToDoubleFunction<Shown> number) {
      registered.add(
          FunctionCounter.builder(
                  "spanline." + name, PartitionMeters.this, all -> all.value(partition, number))
              .description(meaning)
              .tag("partition", String.valueOf(partition))
              .register(registry));
    }

    void gauge(String name, String meaning, ToDoubleFunction<Shown> number) {
      registered.add(
          Gauge.builder(
                  "spanline." + name, PartitionMeters.this, all -> all.value(partition, number))
              .description(meaning)
              .tag("partition", String.valueOf(partition))
              .register(registry));
    }
  }
}
