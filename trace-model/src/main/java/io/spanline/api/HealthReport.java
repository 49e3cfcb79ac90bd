package io.spanline.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /health}: what an operator looks at first.
 *
 * @param instance the name of this instance
 * @param state of Kafka Streams
 * @param missing why it is not ready; empty if it is
 * @param threads the states of the stream threads
 * @param threadsReplaced stream threads that died and were replaced since the start
 * @param restoring state that is being read back
 * @param lag records of the input that this instance has still to read, by partition
 * @param deadLetters records and single spans in the dead letters, of all partitions; null while
 *     the ledger cannot be read
 */
public record HealthReport(
    String instance,
    String state,
    boolean ready,
    List<String> missing,
    List<String> warnings,
    List<String> threads,
    int threadsReplaced,
    List<Restoring> restoring,
    List<Lag> lag,
    @Nullable DeadLetters deadLetters,
    List<Instance> instances) {
  public HealthReport {
    missing = List.copyOf(missing);
    warnings = List.copyOf(warnings);
    threads = List.copyOf(threads);
    restoring = List.copyOf(restoring);
    lag = List.copyOf(lag);
    instances = List.copyOf(instances);
  }

  /** A store of a partition on its way back from its changelog, in records. */
  public record Restoring(String store, int partition, long restored, long total) {}

  /** How far the reader of a partition is behind its end. */
  public record Lag(int partition, long records) {}

  /** What could not be used: whole records, and spans of records that were good otherwise. */
  public record DeadLetters(long records, long spans) {}

  /**
   * One of the instances that share the work, as their group knows them.
   *
   * @param address of its REST interface, host and port
   * @param partitions of {@code otlp_spans} that are assigned to it, in ascending order
   * @param self whether it is the one that answers
   */
  public record Instance(String address, List<Integer> partitions, boolean self) {
    public Instance {
      partitions = partitions.stream().sorted().toList();
    }
  }
}
