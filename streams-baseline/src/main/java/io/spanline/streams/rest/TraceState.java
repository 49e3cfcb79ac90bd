package io.spanline.streams.rest;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.spanline.model.Outcome;
import io.spanline.model.SpanId;
import io.spanline.streams.assembly.TaskView;
import java.time.Instant;
import java.util.List;

/** What assembly knows of a trace, in {@code GET /v1/traces/…}: it is open, or was emitted. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TraceState.Open.class, name = "open"),
  @JsonSubTypes.Type(value = TraceState.Emitted.class, name = "emitted")
})
sealed interface TraceState {

  /**
   * A trace that waits for more spans, for the first time or again.
   *
   * @param revision the number that its next emission will have
   * @param outcome what would be said of it if it were emitted now, with reasons and missing
   *     parents
   * @param spans that came since the last emission and were kept
   * @param truncated spans that caps cut so far
   * @param since when its first span came, by the partition's clock
   * @param due when it will be emitted if nothing more comes, by the partition's clock
   */
  record Open(
      String traceId,
      int revision,
      String outcome,
      List<String> reasons,
      List<String> missingParents,
      int spans,
      int truncated,
      long bytes,
      List<String> services,
      Instant since,
      Instant due)
      implements TraceState {
    public Open {
      reasons = List.copyOf(reasons);
      missingParents = List.copyOf(missingParents);
      services = List.copyOf(services);
    }
  }

  /**
   * A trace that was emitted and is remembered for spans that come late.
   *
   * @param revision the last one emitted
   * @param spans of all revisions
   * @param closed when it was due, by the partition's clock
   */
  record Emitted(
      String traceId,
      int revision,
      String outcome,
      List<String> reasons,
      List<String> missingParents,
      int spans,
      int truncated,
      Instant closed)
      implements TraceState {
    public Emitted {
      reasons = List.copyOf(reasons);
      missingParents = List.copyOf(missingParents);
    }
  }

  static Open of(TaskView.OpenTrace trace) {
    return new Open(
        trace.traceId().hex(),
        trace.revision(),
        trace.outcome().word(),
        words(trace.outcome()),
        ids(trace.outcome().missingParents()),
        trace.spans(),
        trace.truncated(),
        trace.bytes(),
        trace.services(),
        trace.since(),
        trace.due());
  }

  static Emitted of(TaskView.ClosedTrace trace) {
    return new Emitted(
        trace.traceId().hex(),
        trace.revision(),
        trace.outcome().word(),
        words(trace.outcome()),
        ids(trace.missingParents()),
        trace.spans(),
        trace.truncated(),
        trace.closed());
  }

  private static List<String> words(Outcome outcome) {
    return outcome.reasons().stream().map(Outcome.Reason::word).toList();
  }

  private static List<String> ids(List<SpanId> parents) {
    return parents.stream().map(SpanId::hex).toList();
  }
}
