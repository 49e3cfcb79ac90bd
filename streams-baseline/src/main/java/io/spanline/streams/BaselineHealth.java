package io.spanline.streams;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.spanline.api.HealthReport;
import io.spanline.api.HealthReport.DeadLetters;
import io.spanline.api.HealthReport.Lag;
import io.spanline.rest.Readiness;
import io.spanline.streams.rest.Instances;
import io.spanline.streams.rest.NotReadyException;
import io.spanline.streams.rest.Tables;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;

/** Reports how this instance is, out of Kafka Streams and the tables; also as meters. */
final class BaselineHealth implements Supplier<HealthReport>, MeterBinder {
  private static final String LAG = "records-lag";
  private static final String LAG_GROUP = "consumer-fetch-manager-metrics";

  /** What runs, and what replaces and reads back its parts. */
  record Watched(KafkaStreams streams, ThreadReplacement threads, RestoreProgress restoring) {}

  private final String instance;
  private final KafkaStreams streams;
  private final ThreadReplacement threads;
  private final RestoreProgress restoring;
  private final Tables tables;
  private final Instances instances;

  BaselineHealth(String instance, Watched watched, BaselineTables tables, Instances instances) {
    this.instance = instance;
    this.streams = watched.streams();
    this.threads = watched.threads();
    this.restoring = watched.restoring();
    this.tables = tables;
    this.instances = instances;
    streams.setGlobalStateRestoreListener(restoring);
  }

  Readiness readiness() {
    return new BaselineReadiness(streams::state, this::reading, instances, restoring, tables);
  }

  @Override
  public HealthReport get() {
    Readiness readiness = readiness();
    List<String> missing = readiness.missing();
    return new HealthReport(
        instance,
        streams.state().name(),
        missing.isEmpty(),
        missing,
        readiness.warnings(),
        streams.metadataForLocalThreads().stream().map(ThreadMetadata::threadState).toList(),
        threads.replaced(),
        restoring.now(),
        lag(),
        deadLetters(),
        knownInstances());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("spanline.ready", this, report -> report.get().ready() ? 1 : 0)
        .description("1 while every partition is read and all state is there, else 0")
        .strongReference(true)
        .register(registry);
    Gauge.builder("spanline.restoring.records", restoring, BaselineHealth::left)
        .description("records of state that are still to be read back")
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder("spanline.threads.replaced", threads, ThreadReplacement::replaced)
        .description("stream threads that died and were replaced")
        .register(registry);
  }

  private static double left(RestoreProgress restoring) {
    return restoring.now().stream().mapToLong(store -> store.total() - store.restored()).sum();
  }

  private Set<Integer> reading() {
    Set<Integer> partitions = new HashSet<>();
    streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .filter(partition -> partition.topic().equals(Topics.OTLP_SPANS.name()))
        .forEach(partition -> partitions.add(partition.partition()));
    return partitions;
  }

  private List<Lag> lag() {
    return streams.metrics().values().stream()
        .filter(metric -> isInputLag(metric.metricName()))
        .filter(metric -> metric.metricValue() instanceof Double lag && !lag.isNaN())
        .map(BaselineHealth::lag)
        .sorted(Comparator.comparingInt(Lag::partition))
        .toList();
  }

  private static boolean isInputLag(MetricName name) {
    Map<String, String> tags = name.tags();
    return name.name().equals(LAG)
        && name.group().equals(LAG_GROUP)
        && Topics.OTLP_SPANS.name().equals(tags.get("topic"))
        && tags.containsKey("partition");
  }

  private static Lag lag(Metric metric) {
    String partition = String.valueOf(metric.metricName().tags().get("partition"));
    return new Lag(Integer.parseInt(partition), Math.round((Double) metric.metricValue()));
  }

  private @Nullable DeadLetters deadLetters() {
    try {
      List<Ledger> rows = tables.ledger();
      return new DeadLetters(
          rows.stream().mapToLong(row -> row.records().dead()).sum(),
          rows.stream().mapToLong(row -> row.spans().rejected()).sum());
    } catch (NotReadyException e) {
      return null;
    }
  }

  private List<HealthReport.Instance> knownInstances() {
    try {
      return instances.all();
    } catch (NotReadyException e) {
      return List.of();
    }
  }
}
