package io.spanline.streams.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.model.TraceId;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three instances: one that is asked, one that answers, one whose process hangs. */
class TraceQueriesIT {
  private final List<Instances.Instance> group = new ArrayList<>();
  private final FixedSources sources = FixedSources.ofTwoServices();
  private final FixedSources otherSources = FixedSources.ofTwoServices().stops(0).runs(2).runs(1);
  private final ServedApi asked = new ServedApi(sources, () -> group, List.of());
  private final ServedApi other = new ServedApi(otherSources, List::of, List.of());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ServerSocket hanging;

  @BeforeEach
  void form() throws IOException {
    // It takes connections, as the kernel does for a stopped process, and never answers.
    hanging = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    group.add(new Instances.Instance(asked.address(), List.of(0), true));
    group.add(new Instances.Instance(other.address(), List.of(1, 2), false));
  }

  @AfterEach
  void stop() throws IOException {
    asked.close();
    other.close();
    hanging.close();
  }

  @Test
  void openTracesAreThoseOfAllInstancesOldestFirst() {
    JsonNode answer = get("/v1/traces/open?limit=2", 200);

    assertThat(answer.path("total").asInt()).isEqualTo(3);
    assertThat(answer.path("missing")).isEmpty();
    assertThat(answer.at("/partitions/2/partition").asInt()).isEqualTo(2);
    assertThat(answer.path("traces")).hasSize(2);
    assertThat(answer.at("/traces/0/traceId").asText())
        .isEqualTo(new TraceId(2, FixedSources.OPEN.low()).hex());
  }

  @Test
  void anInstanceAnswersForItselfWhereItIsAskedTo() {
    assertThat(get("/v1/traces/open?local=true", 200).path("partitions")).hasSize(1);
  }

  @Test
  void anInstanceThatDoesNotAnswerIsNamed() {
    group.add(hangingInstance());

    JsonNode answer = get("/v1/traces/open", 200);

    assertThat(answer.path("total").asInt()).isEqualTo(3);
    assertThat(answer.path("missing")).hasSize(1);
    assertThat(answer.at("/missing/0").asText()).isEqualTo(hangingInstance().address());
  }

  @Test
  void anInstanceThatStopsInTheMiddleOfItsAnswerIsNamed() throws Exception {
    group.add(hangingInstance());
    Thread half = new Thread(this::answerByHalf, "half-an-answer");
    half.start();

    JsonNode answer = assertTimeoutPreemptively(PATIENCE, this::openTraces);

    assertThat(answer.path("total").asInt()).isEqualTo(3);
    assertThat(answer.at("/missing/0").asText()).isEqualTo(hangingInstance().address());
    // It ends only once the asker has closed the connection.
    half.join(PATIENCE.toMillis());
    assertThat(half.isAlive()).isFalse();
  }

  @Test
  void anInstanceThatIsNotReadyIsNamed() {
    otherSources.notAnswering();

    assertThat(get("/v1/traces/open", 200).at("/missing/0").asText()).isEqualTo(other.address());
  }

  @Test
  void aTraceIsFoundOnTheInstanceThatHasIt() {
    String traceId = new TraceId(1, FixedSources.OPEN.low()).hex();

    JsonNode trace = get("/v1/traces/" + traceId, 200);

    assertThat(trace.path("state").asText()).isEqualTo("open");
    assertThat(trace.path("traceId").asText()).isEqualTo(traceId);
    assertThat(trace.path("missingParents").path(0).asText()).isEqualTo("00000000000000fe");
    get("/v1/traces/" + traceId + "?local=true", 404);
  }

  @Test
  void anEmittedTraceIsKnownForTheHorizon() {
    JsonNode trace = get("/v1/traces/" + FixedSources.EMITTED, 200);

    assertThat(trace.path("state").asText()).isEqualTo("emitted");
    assertThat(trace.path("revision").asInt()).isEqualTo(1);
    assertThat(trace.path("reasons").path(0).asText()).isEqualTo("orphans");
  }

  @Test
  void aTraceThatNobodyKnowsIsAnsweredWithWhereToLook() {
    String traceId = "000000000000000000000000000000ff";

    assertThat(get("/v1/traces/" + traceId, 404).path("detail").asText())
        .isEqualTo(
            "trace %s is neither open nor remembered; an emitted trace is remembered for PT30S, "
                    .formatted(traceId)
                + "SPANLINE_TRACE_HORIZON; look for it in the topic traces: ./spanline traces show "
                + traceId);
  }

  @Test
  void aTraceIsNotSaidToBeUnknownWhileAnInstanceDoesNotAnswer() {
    group.add(hangingInstance());

    assertThat(get("/v1/traces/000000000000000000000000000000ff", 503).path("detail").asText())
        .isEqualTo(
            "trace 000000000000000000000000000000ff is not on this instance, and %s did not answer"
                .formatted(hangingInstance().address()));
  }

  /** Headers and the begin of a body; then nothing until the asker has gone. */
  private void answerByHalf() {
    try (Socket asker = hanging.accept()) {
      asker
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"total\":".getBytes(US_ASCII));
      asker.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The asker gave up.
    }
  }

  private JsonNode openTraces() {
    return get("/v1/traces/open", 200);
  }

  private Instances.Instance hangingInstance() {
    return new Instances.Instance("127.0.0.1:" + hanging.getLocalPort(), List.of(3), false);
  }

  private JsonNode get(String path, int status) {
    HttpResponse<String> answer = asked.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
