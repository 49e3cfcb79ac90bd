package io.spanline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
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
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureCheckTest {
  @TempDir private Path folder;

  @Test
  void findsNothingWrongWhereEveryRequestIsThereOnce() throws IOException {
    CaptureCheck check = check(List.of(catalog("r1"), catalog("r2")), "r1", "r2");

    assertThat(check.problems()).isEmpty();
  }

  @Test
  void namesARequestThatIsMissing() throws IOException {
    CaptureCheck check = check(List.of(catalog("r1")), "r1", "r2");

    assertThat(check.problems()).containsExactly("request r2 is in the capture 0 times");
  }

  @Test
  void namesARequestThatIsThereTwice() throws IOException {
    CaptureCheck check = check(List.of(catalog("r1"), catalog("r1")), "r1");

    assertThat(check.problems()).containsExactly("request r1 is in the capture 2 times");
  }

  @Test
  void namesATraceThatNobodyAskedFor() throws IOException {
    CaptureCheck check = check(List.of(catalog("r1"), catalog("other")), "r1");

    assertThat(check.problems()).containsExactly("1 traces of requests that were not sent: other");
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
    return Traces.complete(List.of((failed ? span.failed() : span).span()));
  }
}
