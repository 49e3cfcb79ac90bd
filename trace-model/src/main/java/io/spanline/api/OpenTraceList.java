package io.spanline.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The answer of {@code GET /v1/traces/open}.
 *
 * @param total open traces of the partitions listed
 * @param partitions those that the instance reads, in ascending order
 * @param traces those that came first, oldest first
 */
public record OpenTraceList(
    long total, List<PartitionFigures> partitions, List<KnownTrace.Open> traces) {
  public OpenTraceList {
    partitions = List.copyOf(partitions);
    traces = List.copyOf(traces);
  }

  /** The open traces of one partition. */
  public static OpenTraceList of(PartitionFigures partition, List<KnownTrace.Open> oldest) {
    return new OpenTraceList(partition.openTraces(), List.of(partition), oldest);
  }

  /** Those of several partitions as one, with the oldest of all. */
  public static OpenTraceList merged(Collection<OpenTraceList> parts, int limit) {
    return new OpenTraceList(
        parts.stream().mapToLong(OpenTraceList::total).sum(),
        parts.stream()
            .flatMap(part -> part.partitions().stream())
            .sorted(Comparator.comparingInt(PartitionFigures::partition))
            .toList(),
        parts.stream()
            .flatMap(part -> part.traces().stream())
            .sorted(
                Comparator.comparing(KnownTrace.Open::since)
                    .thenComparing(KnownTrace.Open::traceId))
            .limit(limit)
            .toList());
  }
}
