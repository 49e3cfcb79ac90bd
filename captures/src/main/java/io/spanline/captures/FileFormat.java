package io.spanline.captures;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How manifests and the answers about captures and baselines look: snake_case, ISO-8601 times,
 * durations as milliseconds with all nanoseconds, plain decimals. Readers ignore fields they do not
 * know.
 */
public final class FileFormat {
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(types())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          // A file says a thing once, and a number is no text.
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, FileFormat::onlyTexts)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          // No figure goes through a double, which has other digits.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private FileFormat() {}

  /**
   * A tree as a record.
   *
   * @throws IllegalArgumentException naming the field that is not what it must be
   */
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(Schemas.reason(e, tree), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(Schemas.reason(e), e);
    }
  }

  private static void onlyTexts(MutableCoercionConfig texts) {
    texts
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private static SimpleModule types() {
    return new SimpleModule("spanline-files")
        .addSerializer(CaptureId.class, ToStringSerializer.instance)
        .addDeserializer(
            CaptureId.class, reader(CaptureId.class, CaptureId::parse, "no capture id"))
        .addSerializer(ReplayId.class, ToStringSerializer.instance)
        .addDeserializer(ReplayId.class, reader(ReplayId.class, ReplayId::parse, "no replay id"))
        .addSerializer(BaselineName.class, ToStringSerializer.instance)
        .addDeserializer(
            BaselineName.class, reader(BaselineName.class, BaselineName::parse, "no baseline name"))
        .addSerializer(Duration.class, new MillisWriter())
        .addDeserializer(Duration.class, new MillisReader());
  }

  private static final class MillisWriter extends JsonSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(Decimals.millis(value));
    }
  }

  private static final class MillisReader extends JsonDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (!in.currentToken().isNumeric()) {
        return (Duration) context.handleUnexpectedToken(Duration.class, in);
      }
      try {
        return Decimals.duration(in.getDecimalValue());
      } catch (ArithmeticException e) {
        return (Duration)
            context.handleWeirdStringValue(Duration.class, in.getText(), "not milliseconds");
      }
    }
  }

  /** Reads a text of a form of its own. */
  private static <T> JsonDeserializer<T> reader(
      Class<T> type, Function<String, Optional<T>> parse, String otherwise) {
    return new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        String text =
            in.currentToken() == JsonToken.VALUE_STRING
                ? in.getText()
                : String.valueOf(context.handleUnexpectedToken(type, in));
        return parse
            .apply(text)
            .orElseThrow(() -> context.weirdStringException(text, type, otherwise));
      }
    };
  }
}
