package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.time.Instant;
import java.util.List;

/** Immutable answers of a task about what it holds; times are of the partition's clock. */
public final class TaskView {
  private TaskView() {}

  /**
   * What a task holds and has done since the process started to run it.
   *
   * @param openBytes what the open traces take, as the cap counts it
   * @param remembered emitted traces within the horizon
   * @param traces emitted as a first revision
   * @param revisions emitted as later revisions
   * @param evicted emitted early since a cap on open traces was reached
   * @param forgotten emitted traces that were forgotten before their horizon for want of memory
   */
  public record Figures(
      int partition,
      int openTraces,
      long openSpans,
      long openBytes,
      int remembered,
      long traces,
      long revisions,
      long evicted,
      long forgotten,
      Instant clock) {}

  /**
   * The open traces of a partition.
   *
   * @param oldest those that came first, oldest first, as many as were asked for
   */
  public record Open(Figures figures, List<OpenTrace> oldest) {
    public Open {
      oldest = List.copyOf(oldest);
    }
  }

  /**
   * A trace that still waits.
   *
   * @param revision the number that its next emission will have
   * @param spans those that came since the last emission and were kept
   * @param truncated spans that caps cut so far
   * @param services that made the spans, in ascending order
   * @param since when its first span came
   * @param due when it will be emitted if nothing more comes
   * @param outcome what would be said of it if it were emitted now
   */
  public record OpenTrace(
      TraceId traceId,
      int revision,
      int spans,
      int truncated,
      long bytes,
      List<String> services,
      Instant since,
      Instant due,
      Outcome outcome) {
    public OpenTrace {
      services = List.copyOf(services);
    }
  }

  /**
   * A trace that was emitted and is still remembered.
   *
   * @param revision the last one emitted
   * @param spans of all revisions
   * @param closed when it was due
   * @param missingParents parents that no span of any revision has
   */
  public record ClosedTrace(
      TraceId traceId,
      int revision,
      int spans,
      int truncated,
      Instant closed,
      Outcome outcome,
      List<SpanId> missingParents) {
    public ClosedTrace {
      missingParents = List.copyOf(missingParents);
    }
  }
}
