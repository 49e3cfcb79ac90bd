package io.spanline.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.otlp.OtlpJson;
import io.spanline.otlp.OtlpReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * OTLP of either encoding as one line of JSON, for Kafka's console consumer and the people before
 * it. Whatever it is given it answers with a line of JSON; what is not OTLP says so, with its
 * length and how it begins.
 */
public final class OtlpToJsonDeserializer implements Deserializer<String> {
  private static final int SHOWN_BYTES = 32;

  @Override
  public @Nullable String deserialize(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    try {
      return line(value);
    } catch (Exception | StackOverflowError e) {
      // Nobody can skip a record in a console consumer: it must never end here.
      return unreadable(value, e);
    }
  }

  private static String line(byte[] value) throws Exception {
    if (OtlpReader.looksLikeJson(value)) {
      JsonNode tree = OtlpJson.tree(TraceJson.READER.reader(), value);
      return OtlpJson.MAPPER.writeValueAsString(tree);
    }
    return new String(OtlpJson.write(OtlpReader.message(value)), StandardCharsets.UTF_8);
  }

  private static String unreadable(byte[] value, Throwable why) {
    int shown = Math.min(SHOWN_BYTES, value.length);
    return "{\"unreadable\":\"%s\",\"bytes\":%d,\"begins\":\"%s\"}"
        .formatted(
            why.getClass().getSimpleName(),
            value.length,
            HexFormat.of().formatHex(value, 0, shown));
  }
}
