package io.spanline.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.OtlpJson;
import io.spanline.settings.Catalogue.Encoding;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class OtlpToJsonDeserializerTest {
  private static final Trace TRACE = Traces.aCallsBCallsC();

  private final OtlpToJsonDeserializer deserializer = new OtlpToJsonDeserializer();

  @Test
  void showsProtobufAsALineOfOtlpJson() {
    byte[] protobuf = new TraceSerde(Encoding.OTLP_PROTO).write(TRACE, new RecordHeaders());

    String line = deserializer.deserialize("traces", protobuf);

    assertThat(line).doesNotContain("\n").startsWith("{\"resourceSpans\":[");
    assertThat(OtlpJson.read(line.getBytes(UTF_8))).isEqualTo(TRACE.otlp());
  }

  @Test
  void showsJsonOnOneLineAndWithAllItsFields() throws Exception {
    JsonNode tree = Json.MAPPER.readTree(TraceJson.write(TRACE));

    String line = deserializer.deserialize("traces", tree.toPrettyString().getBytes(UTF_8));

    assertThat(line).doesNotContain("\n");
    assertThat(Json.MAPPER.readTree(line)).isEqualTo(tree);
  }

  @Test
  void showsWhatItCannotReadByItsLengthAndBeginning() throws Exception {
    byte[] garbage = new byte[1_000];
    Arrays.fill(garbage, (byte) 0xff);

    JsonNode line = Json.MAPPER.readTree(deserializer.deserialize("traces", garbage));

    assertThat(line.path("unreadable").asText()).isNotEmpty();
    assertThat(line.path("bytes").asInt()).isEqualTo(1_000);
    assertThat(line.path("begins").asText()).isEqualTo("ff".repeat(32));
  }

  @Test
  void leavesATombstoneOne() {
    assertThat(deserializer.deserialize("traces", (byte[]) null)).isNull();
  }

  @Test
  void neverThrows() throws Exception {
    Random random = new Random(5);
    for (int length = 0; length < 500; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      if (length > 0 && random.nextBoolean()) {
        bytes[0] = random.nextBoolean() ? (byte) '{' : 0x0a;
      }

      String line = deserializer.deserialize("traces", bytes);

      assertThat(Json.MAPPER.readTree(line).isObject()).as(line).isTrue();
    }
  }
}
