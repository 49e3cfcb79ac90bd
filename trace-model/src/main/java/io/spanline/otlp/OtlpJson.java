package io.spanline.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * OTLP's JSON form of TracesData, both ways: ids in hex, 64-bit numbers as strings, enums as
 * numbers, bytes in base64, unknown fields ignored. Source: the OTLP specification, "JSON Protobuf
 * Encoding".
 */
public final class OtlpJson {
  /**
   * Bounded in depth and text length, since the text may come from anybody; and strict where it
   * would else take a part for the whole: at a key that comes twice, at text after the object. At
   * this depth the message nests less than 100 deep, which is protobuf's limit when it is read.
   */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxStringLength(2 << 20)
                          .maxDocumentLength(64L << 20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // Names that senders invent do not belong into the JVM's own table.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private OtlpJson() {}

  /** Reads UTF-8 JSON text. */
  public static TracesData read(byte[] json) {
    try {
      return read(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new NotOtlpException(e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new NotOtlpException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Reads the {@code resourceSpans} of an object; its other fields are ignored. */
  public static TracesData read(JsonNode root) {
    if (root == null || !root.isObject()) {
      throw new NotOtlpException("not a JSON object", null);
    }
    try {
      return JsonToOtlp.tracesData(root);
    } catch (IllegalArgumentException e) {
      throw new NotOtlpException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A whole TracesData object as UTF-8, without a line break. */
  public static byte[] write(TracesData data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
      out.writeStartObject();
      writeResourceSpans(data, out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new IllegalArgumentException("message cannot be written as JSON", e);
    }
    return bytes.toByteArray();
  }

  /** The field {@code resourceSpans} of the object that is being written. */
  public static void writeResourceSpans(TracesData data, JsonGenerator out) throws IOException {
    new OtlpToJson(out).resourceSpans(data.getResourceSpansList());
  }

  /** Text that is not OTLP JSON. */
  public static final class NotOtlpException extends RuntimeException {
    NotOtlpException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    /** The field that is not what it must be, by our name for it; null if it is not one's fault. */
    public @Nullable String field() {
      return getCause() instanceof WrongFieldException wrong ? wrong.field() : null;
    }
  }
}
