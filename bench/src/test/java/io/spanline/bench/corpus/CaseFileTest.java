package io.spanline.bench.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.harness.traffic.SpanBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFileTest {
  private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

  @TempDir private Path folder;

  @Test
  void movesAllMessagesOfAFileByOneAmountAndChangesNothingElse() throws Exception {
    CaseFile file =
        file(
            "a.jsonl",
            """
            {"startTimeUnixNano": "1700000000000000000", "endTimeUnixNano":"0", "n": 3.0}
            {"startTimeUnixNano": 1700000000000000005, "x": "caf\u00e9"}
            """);

    CaseFile moved = file.endingAt(NOW);

    long now = SpanBuilder.nanos(NOW);
    assertThat(moved.messages().stream().map(each -> new String(each, ISO_8859_1)))
        .containsExactly(
            "{\"startTimeUnixNano\": \"%d\", \"endTimeUnixNano\":\"0\", \"n\": 3.0}"
                .formatted(now - 5),
            "{\"startTimeUnixNano\": %d, \"x\": \"caf\u00e9\"}".formatted(now));
  }

  @Test
  void movesSpansOfProtobufWhateverTheirTextsAre() throws Exception {
    TracesData spans = SpanBuilder.entry("XY").from(THEN, Duration.ofMillis(3)).span().fragment();
    String bytes = new String(spans.toByteArray(), ISO_8859_1).replace("XY", "X\u00e9");

    CaseFile moved = file("a.bin", bytes).endingAt(NOW);

    String text = new String(moved.messages().get(0), ISO_8859_1);
    assertThat(text).contains("X\u00e9").hasSameSizeAs(bytes);
    TracesData read = TracesData.parseFrom(text.replace("X\u00e9", "XY").getBytes(ISO_8859_1));
    assertThat(read)
        .isEqualTo(
            SpanBuilder.entry("XY")
                .from(NOW.minusMillis(3), Duration.ofMillis(3))
                .span()
                .fragment());
  }

  @Test
  void theKeyIsTheTraceId() throws Exception {
    byte[] spans = SpanBuilder.entry("a").span().fragment().toByteArray();
    String id = SpanBuilder.entry("a").span().traceId().hex();

    CaseFile json = file("a.json", "{\"traceId\": \"" + id + "\"}");
    CaseFile protobuf = file("a.bin", new String(spans, ISO_8859_1));

    assertThat(json.key(json.messages().get(0))).isEqualTo(id);
    assertThat(protobuf.key(protobuf.messages().get(0))).isEqualTo(id);
  }

  private CaseFile file(String name, String bytes) throws IOException {
    return CaseFile.read(Files.writeString(folder.resolve(name), bytes, ISO_8859_1));
  }
}
