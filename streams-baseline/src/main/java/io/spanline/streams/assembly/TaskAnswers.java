package io.spanline.streams.assembly;

import io.spanline.api.KnownTrace;
import io.spanline.api.OpenTraceList;
import io.spanline.api.PartitionFigures;
import io.spanline.model.Outcome;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import io.spanline.streams.inquiry.TaskSurvey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a task holds, put into immutable answers. */
record TaskAnswers(
    PartitionAssembler assembly, OpenTraces openTraces, RememberedTraces closedTraces)
    implements TaskSurvey {

  @Override
  public PartitionFigures figures() {
    return assembly.figures();
  }

  @Override
  public OpenTraceList open(int most) {
    return OpenTraceList.of(
        figures(), openTraces.oldest(most).stream().map(TaskAnswers::answer).toList());
  }

  @Override
  public Optional<KnownTrace> openTrace(TraceId traceId) {
    return Optional.ofNullable(openTraces.find(traceId)).map(TaskAnswers::answer);
  }

  @Override
  public Optional<KnownTrace> rememberedTrace(TraceId traceId) {
    return Optional.ofNullable(closedTraces.find(traceId)).map(trace -> answer(traceId, trace));
  }

  private static KnownTrace.Open answer(OpenTrace trace) {
    List<SpanFacts> facts = trace.facts(trace.arrivals());
    Outcome outcome = trace.outcome(facts);
    return new KnownTrace.Open(
        trace.traceId().hex(),
        trace.revision(),
        outcome.word(),
        words(outcome),
        ids(outcome),
        trace.spans(),
        outcome.truncated(),
        trace.heapBytes(),
        facts.stream().map(SpanFacts::service).distinct().sorted().toList(),
        Instant.ofEpochMilli(trace.firstMillis()),
        Instant.ofEpochMilli(trace.dueMillis()));
  }

  private static KnownTrace.Emitted answer(TraceId traceId, RememberedTrace trace) {
    Outcome outcome = trace.outcome();
    return new KnownTrace.Emitted(
        traceId.hex(),
        trace.revision(),
        outcome.word(),
        words(outcome),
        ids(outcome),
        trace.spans(),
        trace.cut().spans(),
        Instant.ofEpochMilli(trace.closedMillis()));
  }

  private static List<String> words(Outcome outcome) {
    return outcome.reasons().stream().map(Outcome.Reason::word).toList();
  }

  private static List<String> ids(Outcome outcome) {
    return outcome.missingParents().stream().map(SpanId::hex).toList();
  }
}
