package io.spanline.otlp;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that fields have in the schema ({@code trace_id}) where JSON has another for them. */
final class OriginalNames {
  private static final Map<String, String> JSON_NAMES = new HashMap<>();

  static {
    add(TracesData.getDescriptor(), new HashSet<>());
  }

  private OriginalNames() {}

  /** JSON's name for a field of this original name; null if that is no field's, or the same. */
  static @Nullable String jsonName(String original) {
    return JSON_NAMES.get(original);
  }

  private static void add(Descriptor type, Set<Descriptor> seen) {
    if (!seen.add(type)) {
      return;
    }
    for (FieldDescriptor field : type.getFields()) {
      if (!field.getName().equals(field.getJsonName())) {
        JSON_NAMES.put(field.getName(), field.getJsonName());
      }
      if (field.getJavaType() == JavaType.MESSAGE) {
        add(field.getMessageType(), seen);
      }
    }
  }
}
