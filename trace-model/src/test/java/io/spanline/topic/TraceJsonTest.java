package io.spanline.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.model.Outcome;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.OtlpJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceJsonTest {
  private static final Trace TRACE = Traces.aCallsBCallsC();

  @Test
  void aTraceSurvivesTheWayThereAndBack() {
    assertThat(TraceJson.read(TraceJson.write(TRACE))).isEqualTo(TRACE);
  }

  @Test
  void anIncompleteOutcomeSurvivesTheWayThereAndBack() {
    Outcome outcome =
        new Outcome(
            false,
            List.of(Outcome.Reason.TRUNCATED, Outcome.Reason.NO_ROOT),
            List.of(Spans.spanId("lost")),
            4);
    Trace trace = new Trace(TRACE.traceId(), 3, outcome, TRACE.spans());

    assertThat(TraceJson.read(TraceJson.write(trace))).isEqualTo(trace);
  }

  @Test
  void theSummarySaysWhatTheSpansSay() throws Exception {
    JsonNode line = OtlpJson.MAPPER.readTree(TraceJson.write(TRACE));

    assertThat(line.path("services").toString())
        .isEqualTo("[\"service-a\",\"service-b\",\"service-c\"]");
    assertThat(line.at("/root/route").asText()).isEqualTo("/orders/{id}");
    assertThat(line.path("durationMs").asDouble()).isEqualTo(50);
    assertThat(line.at("/edges/0").toString())
        .isEqualTo(
            "{\"from\":\"service-a\",\"to\":\"service-b\",\"clientMs\":40.0,\"serverMs\":36.0,"
                + "\"gapMs\":4.0,\"error\":false}");
    assertThat(line.at("/replay/able").asBoolean()).isTrue();
  }

  @Test
  void theLineIsOtlpOfTheSameSpans() {
    assertThat(OtlpJson.read(TraceJson.write(TRACE))).isEqualTo(TRACE.otlp());
  }

  @Test
  void refusesALineWhoseSummaryBelongsToAnotherTrace() {
    String line = new String(TraceJson.write(TRACE), UTF_8);
    String other = line.replaceFirst(TRACE.traceId().hex(), Spans.traceId("t2").hex());

    assertThatThrownBy(() -> TraceJson.read(other.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not one trace");
  }

  @Test
  void refusesWhatIsNoTrace() {
    assertThatThrownBy(() -> TraceJson.read("{}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TraceJson.read("nonsense".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
