package io.spanline.capture.surroundings;

import static java.util.Comparator.naturalOrder;

import io.spanline.captures.manifest.ResourceUse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds up one service's points of a range to what its processes took together. Points come in any
 * order; one that comes twice counts once.
 */
final class ResourceTally {
  private static final int DECIMALS = 3;
  // Beyond three exports a process that says nothing any more is taken to have ended.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private final Map<String, Series> processes = new HashMap<>();

  /** The points of one process, by time. */
  private static final class Series {
    private final TreeMap<Instant, Double> cpu = new TreeMap<>();
    private final TreeMap<Instant, Long> heap = new TreeMap<>();
    private @Nullable Instant started;
    private boolean cumulative = true;
  }

  void add(AgentMetrics.Point point) {
    Series process = processes.computeIfAbsent(point.process(), name -> new Series());
    if (point.kind() == AgentMetrics.Point.Kind.CPU) {
      process.started = point.started();
      process.cumulative = point.cumulative();
      process.cpu.put(point.at(), point.value());
    } else {
      process.heap.merge(point.at(), (long) point.value(), Long::sum);
    }
  }

  /**
   * The use so far.
   *
   * @param nothing the reason to give if there is no point at all
   */
  ResourceUse use(String nothing) {
    long samples = processes.values().stream().flatMap(ResourceTally::times).distinct().count();
    if (samples == 0) {
      return new ResourceUse(0, null, null, null, null, nothing);
    }
    Duration measured = measured();
    BigDecimal cpu = measured.isZero() ? null : decimal(cpuSeconds());
    BigDecimal cores =
        measured.isZero() ? null : decimal(cpuSeconds() / (measured.toNanos() / 1e9));
    Heap heap = heap();
    String reason = null;
    if (cpu == null) {
      reason = "CPU time needs two samples";
    } else if (heap == null) {
      reason = "no sample of the heap";
    }
    return new ResourceUse(
        samples,
        cpu,
        cores,
        heap == null ? null : heap.mean(),
        heap == null ? null : heap.max(),
        reason);
  }

  /** Processor time and heap are measured at once, but may have begun at different times. */
  private static Stream<Instant> times(Series series) {
    return Stream.concat(series.cpu.keySet().stream(), series.heap.keySet().stream());
  }

  /** From the first sample of any process to the last. */
  private Duration measured() {
    List<Series> measured = measuredProcesses();
    return measured.isEmpty()
        ? Duration.ZERO
        : Duration.between(
            first(measured),
            measured.stream().map(each -> each.cpu.lastKey()).max(naturalOrder()).orElseThrow());
  }

  private List<Series> measuredProcesses() {
    return processes.values().stream().filter(each -> !each.cpu.isEmpty()).toList();
  }

  private static Instant first(List<Series> measured) {
    return measured.stream().map(each -> each.cpu.firstKey()).min(naturalOrder()).orElseThrow();
  }

  private double cpuSeconds() {
    List<Series> measured = measuredProcesses();
    Instant first = first(measured);
    return measured.stream().mapToDouble(each -> cpuSeconds(each, first)).sum();
  }

  /** A process that began after the service's first sample took all that it ever counted. */
  private static double cpuSeconds(Series process, Instant first) {
    double begin = process.cpu.firstEntry().getValue();
    if (!process.cumulative) {
      return process.cpu.values().stream().mapToDouble(Double::doubleValue).sum() - begin;
    }
    Instant started = process.started;
    boolean whole = started != null && started.isAfter(first);
    return Math.max(0, process.cpu.lastEntry().getValue() - (whole ? 0 : begin));
  }

  private record Heap(long mean, long max) {}

  /** At each sample the sum over the processes that live, by their latest points. */
  private @Nullable Heap heap() {
    TreeMap<Instant, Long> totals = new TreeMap<>();
    for (Series process : processes.values()) {
      process.heap.keySet().forEach(at -> totals.put(at, total(at)));
    }
    if (totals.isEmpty()) {
      return null;
    }
    long sum = totals.values().stream().mapToLong(Long::longValue).sum();
    long max = totals.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return new Heap(sum / totals.size(), max);
  }

  private long total(Instant at) {
    long total = 0;
    for (Series process : processes.values()) {
      Map.Entry<Instant, Long> latest = process.heap.floorEntry(at);
      if (latest != null && !latest.getKey().isBefore(at.minus(LONGEST_SILENCE))) {
        total += latest.getValue();
      }
    }
    return total;
  }

  private static BigDecimal decimal(double number) {
    return BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
