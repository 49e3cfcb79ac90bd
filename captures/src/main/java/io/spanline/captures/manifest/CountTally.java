package io.spanline.captures.manifest;

import io.spanline.captures.NamedRows;
import io.spanline.captures.TimeRange;
import io.spanline.captures.TraceInRange;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.Trace;
import io.spanline.topic.Beginning;
import io.spanline.topic.Replayability;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up traces to what a manifest counts. */
public final class CountTally {
  private static final int MOST_ENVIRONMENTS = 20;

  private final SortedMap<String, Long> outcomes = new TreeMap<>();
  private final NamedRows.Budget operationNames =
      new NamedRows.Budget("operations", NamedRows.MOST_OPERATIONS);
  private final NamedRows<Service> services =
      new NamedRows<>(
          new NamedRows.Budget("services", NamedRows.MOST_SERVICES),
          () -> new Service(operationNames));
  private final NamedRows<Counter> environments =
      new NamedRows<>(new NamedRows.Budget("environments", MOST_ENVIRONMENTS), Counter::new);
  private final SortedMap<String, Long> unable = new TreeMap<>();
  private final SortedMap<String, Long> replayed = new TreeMap<>();
  private final TimeRange range;
  private long traces;
  private long beganBefore;
  private long spans;
  private long sampled;
  private long untimed;
  private Outcome.Cut cut = Outcome.Cut.NONE;
  private long leftOut;
  private long droppedAttributes;
  private long able;

  /** Counts the requests that began in a range. */
  public CountTally(TimeRange range) {
    this.range = range;
  }

  /** Adds the trace of a line, and what that says of its beginning. */
  public void add(Trace trace, Beginning beginning) {
    Replayability replay = Replayability.of(trace.root(), beginning);
    add(trace, beginning, replay.reasons().stream().map(Replayability.Reason::toString).toList());
  }

  /** Adds the trace of a line that was written, with what it says of sending it again. */
  public void add(Trace trace, Beginning beginning, List<String> notReplayable) {
    traces++;
    beganBefore += beginning == Beginning.BEFORE ? 1 : 0;
    spans += trace.spans().size();
    sampled += trace.spans().stream().anyMatch(Span::isSampled) ? 1 : 0;
    untimed += trace.untimed();
    cut = cut.and(trace.outcome().cut());
    outcomes.merge(trace.outcome().word(), 1L, Long::sum);
    for (Span span : trace.spans()) {
      services.row(span.service()).spans++;
      droppedAttributes += Integer.toUnsignedLong(span.otlp().getDroppedAttributesCount());
    }
    for (Span request : new TraceInRange(trace, range).requests()) {
      SpanFacts facts = request.facts();
      services.row(facts.service()).add(facts);
      request.environment().ifPresent(name -> environments.row(name).count++);
    }
    able += notReplayable.isEmpty() ? 1 : 0;
    notReplayable.forEach(reason -> unable.merge(reason, 1L, Long::sum));
  }

  /** Counts a trace that was added as one that a replay made. */
  public void replayed(String replay) {
    replayed.merge(replay, 1L, Long::sum);
  }

  /**
   * Counts traces of the range that are not in the capture, since its selection leaves them out.
   */
  public void leaveOut(long more) {
    leftOut += more;
  }

  public Manifest.Counts counts() {
    SortedMap<String, Manifest.ServiceCounts> counted = new TreeMap<>();
    services.rows().forEach((service, tally) -> counted.put(service, tally.counts()));
    return new Manifest.Counts(
        traces,
        beganBefore,
        spans,
        sampled,
        untimed,
        cut.spans(),
        cut.entrySpans(),
        leftOut,
        droppedAttributes,
        counts(environments),
        replayed,
        outcomes,
        counted);
  }

  public Manifest.ReplayCounts replay() {
    return new Manifest.ReplayCounts(able, traces - able, unable);
  }

  private static SortedMap<String, Long> counts(NamedRows<Counter> rows) {
    SortedMap<String, Long> counts = new TreeMap<>();
    rows.rows().forEach((name, counter) -> counts.put(name, counter.count));
    return counts;
  }

  private static final class Service {
    private final NamedRows<Counter> operations;
    private long spans;
    private long requests;
    private long errors;

    Service(NamedRows.Budget names) {
      operations = new NamedRows<>(names, Counter::new);
    }

    void add(SpanFacts request) {
      requests++;
      errors += request.isError() ? 1 : 0;
      operations.row(request.operation()).count++;
    }

    Manifest.ServiceCounts counts() {
      return new Manifest.ServiceCounts(spans, requests, errors, CountTally.counts(operations));
    }
  }

  private static final class Counter {
    private long count;
  }
}
