package io.spanline.otlp;

import static java.nio.charset.CodingErrorAction.REPLACE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.SpanGroups;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
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

  // A time in nanoseconds as 1.795883140952542668e18 has more digits than a double.
  private static final ObjectReader READER =
      MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  // What a decoder puts must have one char; JSON text cannot hold it but by an escape.
  private static final String HALF = "\udc00";

  private OtlpJson() {}

  /** Reads UTF-8 JSON text; U+FFFD stands for what is not UTF-8 in it. */
  public static TracesData read(byte[] json) {
    return read(json, new Repairs());
  }

  static TracesData read(byte[] json, Repairs repairs) {
    try {
      return read(tree(READER, json), repairs);
    } catch (JsonProcessingException e) {
      throw new NotOtlpException(e.getOriginalMessage() + place(e.getLocation()), e);
    } catch (IOException e) {
      throw new NotOtlpException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where in the text; nothing if a bound was met, which has no place. */
  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }

  /** Reads the {@code resourceSpans} of an object; its other fields are ignored. */
  public static TracesData read(JsonNode root) {
    return read(root, new Repairs());
  }

  private static TracesData read(JsonNode root, Repairs repairs) {
    if (root == null || !root.isObject()) {
      throw new NotOtlpException("not a JSON object", null);
    }
    try {
      return new JsonToOtlp(repairs).tracesData(root);
    } catch (WrongFieldException e) {
      throw new NotOtlpException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A tree of JSON text, with half a character for what is not UTF-8; reading OTLP repairs it. */
  public static JsonNode tree(ObjectReader reader, byte[] json) throws IOException {
    try {
      return repairedTree(reader, json);
    } catch (NumberFormatException e) {
      // Jackson's BigDecimal refuses an exponent of more than ten digits this way.
      throw new JsonParseException(null, String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonNode repairedTree(ObjectReader reader, byte[] json) throws IOException {
    try {
      return reader.readTree(json);
    } catch (JsonProcessingException e) {
      String text =
          UTF_8
              .newDecoder()
              .onMalformedInput(REPLACE)
              .replaceWith(HALF)
              .decode(ByteBuffer.wrap(json))
              .toString();
      if (!text.contains(HALF)) {
        throw e;
      }
      return reader.readTree(text);
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

  /**
   * The same field of sliced spans, much faster: past the generator, into the stream that it writes
   * to. Writes nothing and returns false if a span's bytes do not stand in the order that encoders
   * put them in.
   */
  public static boolean writeResourceSpans(SpanGroups slices, JsonGenerator out, OutputStream bytes)
      throws IOException {
    JsonBytes json;
    try {
      json = SliceToJson.resourceSpans(slices);
    } catch (NotPlainException e) {
      return false;
    }
    out.writeFieldName("resourceSpans");
    out.writeRawValue("");
    out.flush();
    json.writeTo(bytes);
    return true;
  }

  /** Text that is not OTLP JSON. */
  public static final class NotOtlpException extends RuntimeException {
    NotOtlpException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    /** The path of the field that is not what it must be; null if it is not one's fault. */
    public @Nullable String field() {
      return getCause() instanceof WrongFieldException wrong ? wrong.path() : null;
    }
  }
}
