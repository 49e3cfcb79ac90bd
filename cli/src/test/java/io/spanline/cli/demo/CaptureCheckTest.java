package io.spanline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.terminal.Complaint;
import io.spanline.topic.TraceJson;
import io.spanline.traffic.RequestKind;
import io.spanline.traffic.SentRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureCheckTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "r1 r2, r1 r2, ''",
    "r1, r1 r2, request r2 is in the capture 0 times",
    "r1 r1, r1, request r1 is in the capture 2 times",
    "r1 other, r1, 1 traces of requests that were not sent: other"
  })
  void wantsEveryRequestOnceAndNoOther(String captured, String sent, String problem)
      throws IOException {
    List<Trace> traces = Stream.of(captured.split(" ")).map(CaptureCheckTest::catalog).toList();

    CaptureCheck check = check(traces, sent.split(" "));

    assertThat(String.join("", check.problems())).isEqualTo(problem);
  }

  @Test
  void namesARequestWhoseSpansAreNotThoseOfItsKind() throws IOException {
    Trace failed = entry("r1", "GET /catalog", true);

    CaptureCheck check = check(List.of(failed), "r1");

    assertThat(check.problems())
        .containsExactly(
            "request r1 (catalog) left the entry spans [service-a GET /catalog error]");
  }

  @Test
  void complainsOfACaptureThatCannotBeRead() throws IOException {
    Path file = Files.writeString(folder.resolve("capture.json"), "{\"torn\n");

    Assertions.assertThatThrownBy(() -> CaptureCheck.of(file, List.of()))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("cannot be read");
  }

  private CaptureCheck check(List<Trace> traces, String... requests) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Trace trace : traces) {
      lines.write(TraceJson.write(trace));
      lines.write('\n');
    }
    Path file = Files.write(folder.resolve("capture.json"), lines.toByteArray());
    List<SentRequest> sent =
        List.of(requests).stream()
            .map(id -> new SentRequest(id, RequestKind.CATALOG, Instant.EPOCH, 1, 200))
            .toList();
    return CaptureCheck.of(file, sent);
  }

  private static Trace catalog(String request) {
    return entry(request, "GET /catalog", false);
  }

  private static Trace entry(String request, String operation, boolean failed) {
    Spans span =
        Spans.entry("service-a")
            .inTrace(request + failed)
            .named(operation)
            .with("http.request.header.x-request-id", request);
    return (failed ? span.failed() : span).trace();
  }
}
