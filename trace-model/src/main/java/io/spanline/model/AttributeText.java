package io.spanline.model;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of attributes; numbers and booleans as JSON would print them. */
public final class AttributeText {
  private AttributeText() {}

  /** The text of the first attribute with a key; null if there is none, or if it has no text. */
  static @Nullable String of(List<KeyValue> attributes, String key) {
    // By number: an iterator for each question about each span is felt in a large capture.
    for (int i = 0; i < attributes.size(); i++) {
      KeyValue attribute = attributes.get(i);
      if (attribute.getKey().equals(key)) {
        return of(attribute.getValue());
      }
    }
    return null;
  }

  public static @Nullable String of(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesCount() == 1
              ? of(value.getArrayValue().getValues(0))
              : null;
      default -> null;
    };
  }
}
