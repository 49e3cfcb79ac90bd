package io.spanline.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.captures.JsonParts;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.otlp.OtlpJson;
import io.spanline.otlp.RandomOtlp;
import io.spanline.topic.NotATraceException;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SkippedRecordsTest {
  private static final String SECRET = "S3CRET";
  private static final List<String> SPOILT =
      List.of(
          SECRET,
          "x'" + SECRET + "'y",
          "\"" + SECRET + "\n" + SECRET,
          SECRET + " must be " + SECRET);

  private final Random random = new Random(17);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"startTimeUnixNano\":\" | \"startTimeUnixNano\":\"x'S3CRET'y | startTimeUnixNano",
        "\"spanId\":\" | \"spanId\":\"a'S3CRET'b | spanId",
        "\"kind\": | \"kind\":\"S3CRET\",\"k\": | kind",
        "\"outcome\": | \"reasons\":[\"S3CRET\"],\"o\": | reasons",
        "\"outcome\": | \"missingParents\":[\"S3CRET\"],\"o\": | missingParents",
        "\"resourceSpans\": | \"resourceSpans\":\"S3CRET\",\"r\": | resourceSpans",
        "\"traceId\":\" | \"traceId\":\"S3CRET | traceId",
        "\"revision\":1 | \"revision\":S3CRET | not JSON",
      })
  void aReasonNamesTheFieldAndNotWhatItHolds(String part, String spoilt, String named) {
    String json = new String(TraceJson.write(trace()), UTF_8);
    assertThat(json).contains(part);

    String reason = reason(json.replace(part, spoilt).getBytes(UTF_8), new RecordHeaders());

    assertThat(reason).contains(named).doesNotContain(SECRET);
  }

  @Test
  void noReasonQuotesARecord() throws IOException {
    RandomOtlp otlp = new RandomOtlp(23);
    Set<String> reasons = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      TracesData data = i % 2 == 0 ? otlp.next() : trace().otlp();
      JsonNode json = OtlpJson.MAPPER.readTree(OtlpJson.write(data));
      ((ObjectNode) json).put("traceId", SECRET).put("revision", 1);
      spoil(json);
      byte[] text = json.toString().getBytes(UTF_8);
      reasons.add(reason(text, new RecordHeaders()));
      reasons.add(reason(torn(text), new RecordHeaders()));
      reasons.add(reason(torn(data.toByteArray()), headers()));
    }
    assertThat(reasons).hasSizeGreaterThan(8).noneMatch(reason -> reason.contains(SECRET));
  }

  @Test
  void ofAnyOtherExceptionNothingIsTold() {
    assertThat(NotATraceException.words(new IllegalArgumentException(SECRET)))
        .isEqualTo("not a trace");
  }

  @Test
  void theFirstAreNamedAndAllAreCounted(@TempDir Path folder) throws IOException {
    try (TraceSpool spool =
        new TraceSpool(
            new ListedTraces(), folder.resolve("spool"), Set.of(), Selection.Filter.NONE)) {
      for (int i = 0; i < 30; i++) {
        spool.skip(0, 7, "not JSON");
      }

      assertThat(spool.skipped()).isEqualTo(30);
      assertThat(spool.named())
          .hasSize(20)
          .allMatch(each -> each.equals(new Manifest.Skipped(0, 7, "not JSON")));
    }
  }

  /** What the manifest tells of a value; "" where it is a trace all the same. */
  private static String reason(byte[] value, Headers headers) {
    try {
      TraceSerde.read(value, headers);
      return "";
    } catch (IllegalArgumentException e) {
      return NotATraceException.words(e);
    }
  }

  /** Puts the secret in place of some part, wherever it is. */
  private void spoil(JsonNode root) {
    List<String> parts = JsonParts.pointers(root);
    String part = parts.get(random.nextInt(parts.size()));
    JsonParts.set(root, part, TextNode.valueOf(SPOILT.get(random.nextInt(SPOILT.size()))));
  }

  /** Puts the secret into the bytes somewhere. */
  private byte[] torn(byte[] whole) {
    byte[] torn = whole.clone();
    byte[] secret = SECRET.getBytes(UTF_8);
    int at = random.nextInt(Math.max(1, torn.length - secret.length));
    System.arraycopy(secret, 0, torn, at, Math.min(secret.length, torn.length - at));
    return torn;
  }

  private Headers headers() {
    Headers headers = new RecordHeaders();
    for (String name : List.of("revision", "reasons", "missing-parents", "truncated")) {
      if (random.nextBoolean()) {
        headers.add(name, (random.nextBoolean() ? SECRET : "1").getBytes(UTF_8));
      }
    }
    return headers;
  }

  private static Trace trace() {
    return Spans.entry("a").with("url.path", "/" + SECRET).trace();
  }
}
