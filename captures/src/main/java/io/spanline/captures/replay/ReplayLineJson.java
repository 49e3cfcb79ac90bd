package io.spanline.captures.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.spanline.captures.Schemas;
import io.spanline.model.Printable;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a replay's line: camelCase like a capture's, {@code intendedUnixNano} as text like
 * OTLP's times, since readers that take numbers for doubles would round it, and the other moments
 * in nanoseconds after it. By hand, not by reflection: a replay may have a million lines.
 */
public final class ReplayLineJson {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int USUAL_BYTES = 512;

  private ReplayLineJson() {}

  /** UTF-8, without a line feed; equal lines give equal bytes. */
  public static byte[] write(ReplayLine line) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("case", line.line());
      out.writeNumberField("repetition", line.repetition());
      out.writeStringField("original", line.original().hex());
      out.writeStringField("traceId", line.traceId().hex());
      out.writeStringField("spanId", line.spanId().hex());
      out.writeStringField("service", line.service());
      out.writeStringField("operation", line.operation());
      moments(out, line.moments());
      number(out, "status", line.status());
      text(out, "error", line.error());
      out.writeNumberField("bytes", line.bytes());
      text(out, "pair", line.pair() == null ? null : line.pair().word());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void moments(JsonGenerator out, ReplayLine.Moments moments) throws IOException {
    out.writeStringField("intendedUnixNano", Long.toString(moments.intended()));
    after(out, "handedNanos", moments.handed(), moments.intended());
    after(out, "headNanos", moments.head(), moments.intended());
    after(out, "doneNanos", moments.done(), moments.intended());
  }

  private static void after(JsonGenerator out, String field, @Nullable Long moment, long intended)
      throws IOException {
    number(out, field, moment == null ? null : Math.subtractExact(moment, intended));
  }

  private static void number(JsonGenerator out, String field, @Nullable Number number)
      throws IOException {
    if (number != null) {
      out.writeNumberField(field, number.longValue());
    }
  }

  private static void text(JsonGenerator out, String field, @Nullable String text)
      throws IOException {
    if (text != null) {
      out.writeStringField(field, text);
    }
  }

  /**
   * Reads what {@link #write} wrote; ignores fields that it does not know.
   *
   * @throws IllegalArgumentException naming what is wrong with the line
   */
  public static ReplayLine read(byte[] json) {
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("line is no JSON object");
      }
      Fields fields = new Fields();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        fields.take(name, in.nextToken(), in);
      }
      if (in.nextToken() != null) {
        throw new IllegalArgumentException("line has something behind its JSON object");
      }
      return fields.line();
    } catch (IOException e) {
      throw new IllegalArgumentException("line is no JSON: " + Schemas.reason(e), e);
    }
  }

  /** The scalar fields of a line; what else it has is skipped. */
  private static final class Fields {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    void take(String name, JsonToken token, JsonParser in) throws IOException {
      switch (token) {
        case VALUE_STRING -> texts.put(name, in.getText());
        case VALUE_NUMBER_INT -> numbers.put(name, in.getLongValue());
        case START_OBJECT, START_ARRAY -> in.skipChildren();
        default -> {
          // a value of a type that no field of ours has
        }
      }
    }

    ReplayLine line() {
      return new ReplayLine(
          positive("case"),
          positive("repetition"),
          TraceId.parse(text("original")),
          TraceId.parse(text("traceId")),
          SpanId.parse(text("spanId")),
          text("service"),
          text("operation"),
          moments(),
          numbers.containsKey("status") ? Math.toIntExact(number("status")) : null,
          texts.get("error"),
          number("bytes"),
          pair());
    }

    private ReplayLine.Moments moments() {
      String text = text("intendedUnixNano");
      try {
        long intended = Long.parseLong(text);
        return new ReplayLine.Moments(
            intended,
            after("handedNanos", intended),
            after("headNanos", intended),
            after("doneNanos", intended));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "intendedUnixNano must be a text of digits, was '" + Printable.text(text) + "'", e);
      }
    }

    private @Nullable Long after(String field, long intended) {
      Long nanos = numbers.get(field);
      return nanos == null ? null : Math.addExact(intended, nanos);
    }

    private @Nullable Pair pair() {
      String word = texts.get("pair");
      return word == null ? null : Pair.of(word);
    }

    private int positive(String field) {
      long number = number(field);
      if (number < 1 || number > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(field + " must be at least 1, was " + number);
      }
      return (int) number;
    }

    private long number(String field) {
      Long number = numbers.get(field);
      if (number == null) {
        throw new IllegalArgumentException(field + " is missing or no whole number");
      }
      return number;
    }

    private String text(String field) {
      String text = texts.get(field);
      if (text == null) {
        throw new IllegalArgumentException(field + " is missing or no text");
      }
      return text;
    }
  }
}
