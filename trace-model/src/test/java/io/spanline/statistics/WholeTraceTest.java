package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Call;
import io.spanline.model.RandomTraces;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.model.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trace that is known whole says of its requests and calls is what the model says. */
class WholeTraceTest {
  // All of a trace in one: windows are for those who count live.
  private static final Duration WINDOW = Duration.ofDays(1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void itsRequestsAndCallsAreTheModels(int seed) {
    Random random = new Random(seed);
    List<Span> sent = new ArrayList<>(new RandomTraces(random).spans(200));
    Collections.shuffle(sent, random);
    ReferenceModel model = new ReferenceModel(sent, WINDOW);

    model.traces().forEach((id, spans) -> assertIsTheModels(id, List.copyOf(spans.values())));
  }

  private static void assertIsTheModels(TraceId id, List<Span> spans) {
    Trace trace = Traces.complete(spans);
    ReferenceModel model = new ReferenceModel(spans, WINDOW);
    TreeMap<String, Tally> told = new TreeMap<>();
    for (Span entry : trace.requests()) {
      ((RequestTally) told.computeIfAbsent(entry.service(), name -> new RequestTally()))
          .add(new RequestCounts(1, entry.isError() ? 1 : 0, 0), took(entry));
    }
    for (Call call : trace.calls()) {
      String edge = call.caller() + "->" + call.callee();
      ((CallTally) told.computeIfAbsent(edge, name -> new CallTally()))
          .add(
              new CallCounts(1, call.isError() ? 1 : 0, call.isUnanswered() ? 1 : 0),
              new CallTimes(call.clientNanos(), call.serverNanos(), call.gapNanos()));
    }
    told.forEach(
        (subject, tally) ->
            assertThat(tally.toBytes())
                .as("%s of %s", subject, id)
                .isEqualTo(sum(model, subject).toBytes()));
    assertThat(model.statistics().keySet().stream().filter(key -> !key.contains("/")))
        .hasSameSizeAs(told.keySet());
  }

  private static Tally sum(ReferenceModel model, String subject) {
    return Objects.requireNonNull(
        model.statistics().get(subject + "@2026-01-01T00:00:00Z"), subject);
  }

  private static @Nullable Long took(Span span) {
    return span.isTimed() ? span.durationNanos() : null;
  }
}
