package io.spanline.captures.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.spanline.captures.GoldenFiles;
import io.spanline.model.Outcome;
import io.spanline.model.RandomTraces;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.OtlpJson;
import io.spanline.topic.Beginning;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureLineTest {
  private final Trace trace = Traces.aCallsBCallsC();
  private final byte[] line = CaptureLine.write(trace);
  private final Schema schema = schema();

  @Test
  void isTheTraceAndLastItsChecksum() {
    String json = new String(TraceJson.write(trace), UTF_8);

    assertThat(new String(line, UTF_8))
        .startsWith(json.substring(0, json.length() - 1) + ",\"crc32c\":\"")
        .matches("(?s).*[0-9a-f]{8}\"}$")
        .hasSizeLessThanOrEqualTo(json.length() + CaptureLine.moreBytes());
  }

  @Test
  void aLineThatNobodyWouldReadIsNotWritten() {
    byte[] json = new byte[CaptureLine.MOST_BYTES];

    assertThatThrownBy(() -> CaptureLine.write(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most " + CaptureLine.MOST_BYTES + " bytes");
  }

  @Test
  void isStillOtlpAndATrace() {
    assertThat(OtlpJson.read(line)).isEqualTo(trace.otlp());
    assertThat(TraceJson.read(line)).isEqualTo(trace);
  }

  @Test
  void noBitOfALineCanTurnUnnoticed() {
    int seal = CaptureLine.sealAt(line);
    assertThat(CaptureLine.isIntact(line, seal)).isTrue();
    for (int bit = 0; bit < 8 * line.length; bit++) {
      byte[] flipped = line.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      int at = CaptureLine.sealAt(flipped);

      assertThat(at >= 0 && CaptureLine.isIntact(flipped, at)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void noBurstOfDamageStaysUnnoticed() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = line.clone();
      int at = random.nextInt(damaged.length - 4);
      byte[] burst = new byte[4];
      random.nextBytes(burst);
      System.arraycopy(burst, 0, damaged, at, 4);
      int seal = CaptureLine.sealAt(damaged);

      assertThat(seal >= 0 && CaptureLine.isIntact(damaged, seal)).isFalse();
    }
  }

  @Test
  void readsTheGoldenLine() {
    byte[] golden = GoldenFiles.bytes("capture-line-3.json");
    byte[] line = new String(golden, UTF_8).stripTrailing().getBytes(UTF_8);

    CheckedLine read = CheckedLine.of(1, line);

    assertThat(read.problem()).isNull();
    assertThat(read.beginning()).isEqualTo(Beginning.BEFORE);
    assertThat(problems(line)).isEmpty();
    Trace trace = TraceJson.read(line);
    assertThat(trace.outcome().truncated()).isEqualTo(4);
    assertThat(CaptureLine.write(trace, Beginning.BEFORE)).isEqualTo(line);
  }

  @Test
  void everyLineIsOfTheSchema() {
    for (int seed = 0; seed < 200; seed++) {
      Trace whole = Traces.anything(seed);
      Outcome cut = whole.outcome().without(new Outcome.Cut(1 + seed % 5, seed % 2));
      Trace trace = new Trace(whole.traceId(), 1 + seed % 3, cut, whole.spans());

      for (Beginning beginning : Beginning.values()) {
        byte[] written = CaptureLine.write(trace, beginning);
        assertThat(problems(written)).as("seed %d", seed).isEmpty();
        assertThat(CheckedLine.of(1, written).beginning()).isEqualTo(beginning);
      }
    }
    for (Trace trace : Traces.judged(new RandomTraces(new Random(5)).spans(30))) {
      assertThat(problems(CaptureLine.write(trace))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"crc32c\":\"461DE9AC\"",
        "\"crc32c\":\"461de9ac\",\"more\":1",
        "\"crc32c\":461",
        "\"crc32c\":\"461de9ac\",\"revision\":0"
      })
  void theSchemaRefusesWhatIsNoLine(String end) {
    String line = GoldenFiles.text("capture-line-3.json").strip();
    String other = line.replaceFirst("\"crc32c\":\"[0-9a-f]{8}\"", end);
    assertThat(other).isNotEqualTo(line);

    assertThat(problems(other.getBytes(UTF_8))).isNotEmpty();
  }

  /** Sealed, so that nothing but its shape is wrong. */
  @Test
  void saysWhichFieldOfALineIsOfTheWrongShape() {
    String json = new String(TraceJson.write(trace), UTF_8);
    String spoilt = json.replaceFirst("\"resource\":\\{", "\"resource\":\"shop\",\"x\":{");
    byte[] latin1 = json.replace("service-a", "service-\u00e9").getBytes(ISO_8859_1);

    assertThat(CheckedLine.of(1, CaptureLine.write(spoilt.getBytes(UTF_8))).problem())
        .isEqualTo("not a trace: resourceSpans[0].resource must be an object, was STRING");
    assertThat(CheckedLine.of(1, CaptureLine.write(latin1)).problem())
        .startsWith("not JSON: Invalid UTF-8");
  }

  /** Earlier versions called each root without a path "not an HTTP request". */
  @Test
  void aLineMaySayByEarlierRulesWhyItsRequestCannotBeSentAgain() {
    Trace grpc = Spans.entry("a").with("rpc.system", "grpc").trace();

    assertThat(CheckedLine.of(1, CaptureLine.write(grpc)).notReplayable()).containsExactly("gRPC");
    CheckedLine earlier = CheckedLine.of(1, withReplay(grpc, "[\"not an HTTP request\"]"));
    assertThat(earlier.problem()).isNull();
    assertThat(earlier.beginning()).isEqualTo(Beginning.INSIDE);
    assertThat(earlier.notReplayable()).containsExactly("not an HTTP request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"\"]", "[7]", "[\"gRPC\"],\"more\":1", "[\"gRPC\",]", "{}"})
  void theReasonsOfEarlierRulesAreReasonsAllTheSame(String reasons) {
    Trace grpc = Spans.entry("a").with("rpc.system", "grpc").trace();

    assertThat(CheckedLine.of(1, withReplay(grpc, reasons)).beginning()).isNull();
  }

  private static byte[] withReplay(Trace grpc, String reasons) {
    String json = new String(TraceJson.write(grpc), UTF_8);
    assertThat(json).contains("\"reasons\":[\"gRPC\"]}");
    return CaptureLine.write(
        json.replace("\"reasons\":[\"gRPC\"]}", "\"reasons\":" + reasons + "}").getBytes(UTF_8));
  }

  private List<String> problems(byte[] line) {
    return schema.validate(new String(line, UTF_8), InputFormat.JSON).stream()
        .map(String::valueOf)
        .toList();
  }

  private static Schema schema() {
    Path file = Path.of("..", "data", "schemas", "capture-line.schema.json");
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(file), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema cannot be read", e);
    }
  }
}
