package io.spanline.streams.rest;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.spanline.rest.ProcessMetrics;
import io.spanline.streams.inquiry.Tasks;
import io.spanline.topic.Ledger;
import java.time.InstantSource;
import java.util.List;

/**
 * The metrics of this process in Prometheus' text format: assembly's by partition, the JVM's, and
 * what else is bound. Those of a partition are only of partitions that this instance reads, so that
 * the sum over all instances is right.
 */
public final class BaselineMetrics implements AutoCloseable {
  // Kafka Streams tells a store by a label of its kind; Prometheus wants one name, the same labels,
  // and leaves out what comes with others.
  private static final String KAFKA_STREAMS = "kafka.stream";
  private static final List<String> STORE_LABELS =
      List.of("in.memory.state.id", "rocksdb.state.id");

  private final ProcessMetrics metrics = metrics();
  private final PartitionMeters partitions = new PartitionMeters(metrics.registry());
  private final Tables tables;
  private final Tasks tasks;
  private final InstantSource clock;

  public BaselineMetrics(Tables tables, Tasks tasks, InstantSource clock) {
    this.tables = tables;
    this.tasks = tasks;
    this.clock = clock;
  }

  /** The filters come before the first meter. */
  private static ProcessMetrics metrics() {
    ProcessMetrics metrics = new ProcessMetrics();
    STORE_LABELS.forEach(
        label ->
            metrics
                .registry()
                .config()
                .meterFilter(MeterFilter.renameTag(KAFKA_STREAMS, label, "state.id")));
    return metrics.bindJvm();
  }

  /** Adds meters; a binder that can be closed is closed with these metrics. */
  public void bind(MeterBinder binder) {
    metrics.bind(binder);
  }

  /** All of them at one moment: the sums of a partition's ledger balance in every answer. */
  synchronized String scrape() {
    partitions.update(tasks.figures(), ledger(), clock.instant());
    return metrics.scrape();
  }

  private List<Ledger> ledger() {
    try {
      return tables.ledger();
    } catch (NotReadyException e) {
      // The rest is wanted just then: it shows why.
      return List.of();
    }
  }

  @Override
  public void close() {
    metrics.close();
  }
}
