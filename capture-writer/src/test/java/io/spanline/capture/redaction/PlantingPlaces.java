package io.spanline.capture.redaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Every place of OTLP's TracesData that text or bytes fit into, by the schema itself. */
final class PlantingPlaces {
  // A list within a list within a map: deep enough to have seen every kind of nesting.
  private static final int SAME_TYPE_AT_MOST = 3;

  private PlantingPlaces() {}

  /** The way from TracesData down to a field of text or bytes. */
  record Place(List<FieldDescriptor> path) {
    private FieldDescriptor leaf() {
      return path.get(path.size() - 1);
    }

    String name() {
      return path.stream().map(FieldDescriptor::getName).collect(Collectors.joining("."));
    }

    /**
     * Adds a branch that holds a secret at this place, and nothing else but the key of attributes.
     */
    TracesData plant(TracesData into, String key, String secret) {
      TracesData.Builder data = into.toBuilder();
      plant(data, 0, key, secret);
      return data.build();
    }

    private void plant(Message.Builder message, int depth, String key, String secret) {
      FieldDescriptor field = path.get(depth);
      if (message.getDescriptorForType().getName().equals("KeyValue") && field != leaf()) {
        message.setField(message.getDescriptorForType().findFieldByName("key"), key);
      }
      if (depth == path.size() - 1) {
        set(message, field, value(secret));
        return;
      }
      boolean intoExisting = field.isRepeated() && message.getRepeatedFieldCount(field) > 0;
      Message.Builder part =
          intoExisting
              ? ((Message) message.getRepeatedField(field, 0)).toBuilder()
              : field.isRepeated()
                  ? message.newBuilderForField(field)
                  : ((Message) message.getField(field)).toBuilder();
      plant(part, depth + 1, key, secret);
      if (intoExisting) {
        message.setRepeatedField(field, 0, part.build());
      } else {
        set(message, field, part.build());
      }
    }

    private Object value(String secret) {
      return leaf().getJavaType() == JavaType.STRING ? secret : ByteString.copyFromUtf8(secret);
    }

    private static void set(Message.Builder message, FieldDescriptor field, Object value) {
      if (field.isRepeated()) {
        message.addRepeatedField(field, value);
      } else {
        message.setField(field, value);
      }
    }
  }

  /** Without the ids of a span: what is no id there makes no span at all. */
  static List<Place> all() {
    List<Place> places = new ArrayList<>();
    visit(TracesData.getDescriptor(), List.of(), List.of(), places);
    places.removeIf(place -> place.name().matches(".*scope_spans\\.spans\\.(trace|span)_id"));
    return places;
  }

  private static void visit(
      Descriptor type, List<FieldDescriptor> path, List<Descriptor> above, List<Place> places) {
    if (Collections.frequency(above, type) >= SAME_TYPE_AT_MOST) {
      return;
    }
    for (FieldDescriptor field : type.getFields()) {
      List<FieldDescriptor> longer = with(path, field);
      switch (field.getJavaType()) {
        case MESSAGE -> visit(field.getMessageType(), longer, with(above, type), places);
        case STRING, BYTE_STRING -> places.add(new Place(longer));
        default -> {
          // Numbers hold no text.
        }
      }
    }
  }

  private static <T> List<T> with(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
