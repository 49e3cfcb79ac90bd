package io.spanline.streams.rest;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanline.topic.Ledger;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The metrics of this process in Prometheus' text format: assembly's by partition, the JVM's, and
 * what else is bound. Those of a partition are only of partitions that this instance reads, so that
 * the sum over all instances is right.
 */
public final class BaselineMetrics implements AutoCloseable {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  // Kafka Streams tells a store by a label of its kind; Prometheus wants one name, the same labels,
  // and leaves out what comes with others.
  private static final String KAFKA_STREAMS = "kafka.stream";
  private static final List<String> STORE_LABELS =
      List.of("in.memory.state.id", "rocksdb.state.id");

  private final PrometheusMeterRegistry registry = registry();
  private final Deque<AutoCloseable> closeables = new ArrayDeque<>();
  private final PartitionMeters partitions = new PartitionMeters(registry);
  private final Tables tables;
  private final Tasks tasks;
  private final InstantSource clock;

  public BaselineMetrics(Tables tables, Tasks tasks, InstantSource clock) {
    this.tables = tables;
    this.tasks = tasks;
    this.clock = clock;
    bind(new ClassLoaderMetrics());
    bind(new JvmMemoryMetrics());
    bind(new JvmGcMetrics());
    bind(new JvmThreadMetrics());
    bind(new ProcessorMetrics());
    bind(new FileDescriptorMetrics());
    bind(new UptimeMetrics());
  }

  private static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    STORE_LABELS.forEach(
        label ->
            registry.config().meterFilter(MeterFilter.renameTag(KAFKA_STREAMS, label, "state.id")));
    return registry;
  }

  /** Adds meters; a binder that can be closed is closed with these metrics. */
  public void bind(MeterBinder binder) {
    binder.bindTo(registry);
    if (binder instanceof AutoCloseable closeable) {
      closeables.push(closeable);
    }
  }

  /** All of them at one moment: the sums of a partition's ledger balance in every answer. */
  synchronized String scrape() {
    partitions.update(tasks.figures(), ledger(), clock.instant());
    return registry.scrape(CONTENT_TYPE);
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
    closeables.forEach(BaselineMetrics::close);
    registry.close();
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("meters cannot be closed", e);
    }
  }
}
