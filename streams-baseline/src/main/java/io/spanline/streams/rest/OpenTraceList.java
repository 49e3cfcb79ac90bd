package io.spanline.streams.rest;

import io.spanline.streams.assembly.TaskView;
import java.util.Comparator;
import java.util.List;

/**
 * The answer of {@code GET /v1/traces/open}.
 *
 * @param total open traces of the partitions listed
 * @param partitions those that this instance reads: what each task holds and has done since its
 *     process took it over
 * @param traces those that came first, oldest first
 */
record OpenTraceList(long total, List<TaskView.Figures> partitions, List<TraceState.Open> traces) {
  OpenTraceList {
    partitions =
        partitions.stream().sorted(Comparator.comparingInt(TaskView.Figures::partition)).toList();
    traces = List.copyOf(traces);
  }

  static OpenTraceList of(List<TaskView.Open> tasks, int limit) {
    return new OpenTraceList(
        tasks.stream().mapToLong(task -> task.figures().openTraces()).sum(),
        tasks.stream().map(TaskView.Open::figures).toList(),
        tasks.stream()
            .flatMap(task -> task.oldest().stream())
            .map(TraceState::of)
            .sorted(
                Comparator.comparing(TraceState.Open::since)
                    .thenComparing(TraceState.Open::traceId))
            .limit(limit)
            .toList());
  }
}
