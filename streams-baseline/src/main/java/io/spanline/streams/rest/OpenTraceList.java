package io.spanline.streams.rest;

import io.spanline.streams.assembly.TaskView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The answer of {@code GET /v1/traces/open}.
 *
 * @param total open traces of the partitions listed
 * @param missing addresses of instances that did not answer; their partitions are not listed
 * @param partitions what each task holds and has done since its process took it over
 * @param traces those that came first, oldest first
 */
record OpenTraceList(
    long total,
    List<String> missing,
    List<TaskView.Figures> partitions,
    List<TraceState.Open> traces) {
  OpenTraceList {
    missing = List.copyOf(missing);
    partitions =
        partitions.stream().sorted(Comparator.comparingInt(TaskView.Figures::partition)).toList();
    traces = List.copyOf(traces);
  }

  static OpenTraceList of(List<TaskView.Open> tasks, int limit) {
    return new OpenTraceList(
        tasks.stream().mapToLong(task -> task.figures().openTraces()).sum(),
        List.of(),
        tasks.stream().map(TaskView.Open::figures).toList(),
        oldest(
            tasks.stream().flatMap(task -> task.oldest().stream()).map(TraceState::of).toList(),
            limit));
  }

  /** This list with those of other instances. */
  OpenTraceList with(Peers.Gathered<OpenTraceList> others, int limit) {
    List<TaskView.Figures> figures = new ArrayList<>(partitions);
    List<TraceState.Open> all = new ArrayList<>(traces);
    for (OpenTraceList other : others.answers()) {
      figures.addAll(other.partitions());
      all.addAll(other.traces());
    }
    long sum = figures.stream().mapToLong(TaskView.Figures::openTraces).sum();
    return new OpenTraceList(sum, others.missing(), figures, oldest(all, limit));
  }

  private static List<TraceState.Open> oldest(List<TraceState.Open> traces, int limit) {
    return traces.stream()
        .sorted(
            Comparator.comparing(TraceState.Open::since).thenComparing(TraceState.Open::traceId))
        .limit(limit)
        .toList();
  }
}
