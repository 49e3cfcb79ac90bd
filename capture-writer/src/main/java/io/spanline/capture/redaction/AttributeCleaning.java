package io.spanline.capture.redaction;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.spanline.file.Admission.Place;
import io.spanline.topic.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The attributes of one place without what is not allowed there. */
@SuppressWarnings("ReferenceEquality") // what is unchanged is the same object
final class AttributeCleaning {
  private static final AnyValue BLANK =
      AnyValue.newBuilder().setStringValue(Replay.REDACTED).build();

  private final Findings findings;

  AttributeCleaning(Findings findings) {
    this.findings = findings;
  }

  /** The same list where all of it may stay. */
  List<KeyValue> clean(Place place, List<KeyValue> attributes) {
    List<KeyValue> kept = new ArrayList<>(attributes.size());
    boolean changed = false;
    for (KeyValue attribute : attributes) {
      if (!AllowList.has(place, attribute.getKey())) {
        found(place, attribute.getKey(), Rule.NOT_ALLOWED);
        changed = true;
        continue;
      }
      AnyValue value = clean(place, attribute.getKey(), attribute.getValue());
      boolean same = value == attribute.getValue();
      kept.add(same ? attribute : attribute.toBuilder().setValue(value).build());
      changed |= !same;
    }
    return changed ? kept : attributes;
  }

  private AnyValue clean(Place place, String field, AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> {
        String text = value.getStringValue();
        String clean = CleanText.of(text, rule -> found(place, field, rule));
        yield clean.equals(text) ? value : AnyValue.newBuilder().setStringValue(clean).build();
      }
      case ARRAY_VALUE -> cleanArray(place, field, value);
      case KVLIST_VALUE -> cleanMap(place, field, value);
      case BYTES_VALUE -> {
        found(place, field, Rule.BYTES);
        yield BLANK;
      }
      default -> value;
    };
  }

  private AnyValue cleanArray(Place place, String field, AnyValue value) {
    ArrayValue.Builder list = ArrayValue.newBuilder();
    boolean changed = false;
    for (AnyValue each : value.getArrayValue().getValuesList()) {
      AnyValue clean = clean(place, field, each);
      changed |= clean != each;
      list.addValues(clean);
    }
    return changed ? AnyValue.newBuilder().setArrayValue(list).build() : value;
  }

  private AnyValue cleanMap(Place place, String field, AnyValue value) {
    KeyValueList.Builder map = KeyValueList.newBuilder();
    boolean changed = false;
    for (KeyValue each : value.getKvlistValue().getValuesList()) {
      KeyValue clean = cleanEntry(place, field, each);
      changed |= clean != each;
      map.addValues(clean);
    }
    return changed ? AnyValue.newBuilder().setKvlistValue(map).build() : value;
  }

  /** The keys of a map are the sender's as well. */
  private KeyValue cleanEntry(Place place, String field, KeyValue entry) {
    String key = CleanText.of(entry.getKey(), rule -> found(place, field, rule));
    AnyValue value;
    if (!SensitiveNames.inQuery(key)) {
      value = clean(place, field, entry.getValue());
    } else if (entry.getValue().equals(BLANK)) {
      value = entry.getValue();
    } else {
      found(place, field, Rule.SENSITIVE_VALUE);
      value = BLANK;
    }
    return key.equals(entry.getKey()) && value == entry.getValue()
        ? entry
        : entry.toBuilder().setKey(key).setValue(value).build();
  }

  private void found(Place place, String field, Rule rule) {
    findings.add(place.name().toLowerCase(Locale.ROOT), field, rule, 1);
  }
}
