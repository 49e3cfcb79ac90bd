package io.spanline.captures.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.spanline.captures.GoldenFiles;
import io.spanline.model.Outcome;
import io.spanline.model.RandomTraces;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.otlp.RandomOtlp;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureLineSchemaTest {
  private final Schema schema = schema();

  @Test
  void readsTheGoldenLine() {
    byte[] golden = GoldenFiles.bytes("capture-line-2.json");
    byte[] line = new String(golden, UTF_8).stripTrailing().getBytes(UTF_8);

    CheckedLine read = CheckedLine.of(1, line);

    assertThat(read.problem()).isNull();
    assertThat(read.asWritten()).isTrue();
    assertThat(problems(line)).isEmpty();
    Trace trace = TraceJson.read(line);
    assertThat(trace.outcome().truncated()).isEqualTo(4);
    assertThat(CaptureLine.write(trace)).isEqualTo(line);
  }

  @Test
  void everyLineIsOfTheSchema() {
    for (int seed = 0; seed < 200; seed++) {
      assertThat(problems(CaptureLine.write(anything(seed)))).as("seed %d", seed).isEmpty();
    }
    new RandomTraces(new Random(5))
        .spans(30).stream().collect(Collectors.groupingBy(Span::traceId)).values().stream()
            .map(spans -> new Trace(spans.get(0).traceId(), 1, Trace.judge(spans), spans))
            .forEach(trace -> assertThat(problems(CaptureLine.write(trace))).isEmpty());
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
    String line = GoldenFiles.text("capture-line-2.json").strip();
    String other = line.replaceFirst("\"crc32c\":\"[0-9a-f]{8}\"", end);
    assertThat(other).isNotEqualTo(line);

    assertThat(problems(other.getBytes(UTF_8))).isNotEmpty();
  }

  private static Trace anything(int seed) {
    if (!(OtlpReader.spansOf(new RandomOtlp(seed).next()) instanceof Decoded.Spans read)) {
      throw new IllegalStateException("no spans of seed " + seed);
    }
    Span last = read.spans().get(read.spans().size() - 1);
    Outcome outcome = Trace.judge(List.of(last)).with(Outcome.Reason.TRUNCATED, 1 + seed % 5);
    return new Trace(last.traceId(), 1 + seed % 3, outcome, List.of(last));
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
