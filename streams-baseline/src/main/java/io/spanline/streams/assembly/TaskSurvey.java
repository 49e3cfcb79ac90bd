package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanLink;
import io.spanline.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a task holds, put into immutable views. Only for the task's own thread.
 *
 * @param figures as they are when they are asked for
 */
record TaskSurvey(Supplier<TaskView.Figures> figures, OpenTraces open, ClosedTraces closed) {

  TaskView.Open open(int most) {
    return new TaskView.Open(
        figures.get(), open.oldest(most).stream().map(TaskSurvey::view).toList());
  }

  Optional<TaskView.OpenTrace> openTrace(TraceId traceId) {
    return Optional.ofNullable(open.find(traceId)).map(TaskSurvey::view);
  }

  Optional<TaskView.ClosedTrace> closedTrace(TraceId traceId) {
    return Optional.ofNullable(closed.find(traceId))
        .map(
            trace ->
                new TaskView.ClosedTrace(
                    traceId,
                    trace.revision(),
                    trace.spans(),
                    trace.truncated(),
                    Instant.ofEpochMilli(trace.closedMillis()),
                    trace.outcome(),
                    trace.outcome().missingParents()));
  }

  private static TaskView.OpenTrace view(OpenTrace trace) {
    List<SpanFacts> facts = trace.facts();
    return new TaskView.OpenTrace(
        trace.traceId(),
        trace.revision(),
        trace.arrivals().size(),
        truncated(trace),
        trace.heapBytes(),
        facts.stream().map(SpanFacts::service).distinct().sorted().toList(),
        Instant.ofEpochMilli(trace.firstMillis()),
        Instant.ofEpochMilli(trace.dueMillis()),
        outcome(trace, facts));
  }

  private static int truncated(OpenTrace trace) {
    ClosedTrace earlier = trace.earlier();
    return trace.truncated() + (earlier == null ? 0 : earlier.truncated());
  }

  private static Outcome outcome(OpenTrace trace, List<SpanFacts> facts) {
    ClosedTrace earlier = trace.earlier();
    List<SpanLink> links = new ArrayList<>(earlier == null ? List.of() : earlier.links());
    facts.forEach(span -> links.add(span.link()));
    Outcome outcome = Outcome.of(links);
    int cut = truncated(trace);
    return cut == 0 ? outcome : outcome.with(Outcome.Reason.TRUNCATED, cut);
  }
}
