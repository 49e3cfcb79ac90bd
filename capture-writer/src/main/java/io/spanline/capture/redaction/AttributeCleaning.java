package io.spanline.capture.redaction;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.model.RedactedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The attributes of one place without what is not allowed there. */
final class AttributeCleaning {
  private static final String TARGET = "http.target";

  private final Findings findings;
  private final Set<String> added;

  AttributeCleaning(Findings findings, Set<String> added) {
    this.findings = findings;
    this.added = Set.copyOf(added);
  }

  /** The same list if all of it may stay. */
  List<KeyValue> clean(Place place, List<KeyValue> attributes) {
    long before = findings.total();
    List<KeyValue> kept = new ArrayList<>(attributes.size());
    for (KeyValue attribute : attributes) {
      String key = attribute.getKey();
      Consumer<Rule> found =
          rule -> findings.add(place.name().toLowerCase(Locale.ROOT), key, rule, 1);
      if (!AllowList.SHARED.has(place, key) && !isAdded(place, key)) {
        found.accept(Rule.NOT_ALLOWED);
        continue;
      }
      String other =
          AllowList.SHARED.isName(place, key)
              ? insteadOfName(attribute.getValue(), found)
              : instead(key, attribute.getValue(), found);
      kept.add(
          other == null
              ? attribute
              : attribute.toBuilder()
                  .setValue(AnyValue.newBuilder().setStringValue(other))
                  .build());
    }
    return findings.total() == before ? attributes : kept;
  }

  private boolean isAdded(Place place, String key) {
    return place != Place.EVENT && place != Place.LINK && added.contains(key);
  }

  /** The clean text of an allowed attribute. */
  static String text(String key, String text, Consumer<Rule> found) {
    return key.equals(TARGET) ? CleanText.ofTarget(text, found) : CleanText.of(text, found);
  }

  private static @Nullable String insteadOfName(AnyValue value, Consumer<Rule> found) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> {
        String clean = CleanText.ofName(value.getStringValue(), found);
        yield clean.equals(value.getStringValue()) ? null : clean;
      }
      case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE -> {
        found.accept(Rule.NOT_A_NAME);
        yield RedactedText.MARK;
      }
      default -> null;
    };
  }

  /** What takes the place of a value; null if it may stay. */
  private static @Nullable String instead(String key, AnyValue value, Consumer<Rule> found) {
    if (value.hasStringValue()) {
      String clean = text(key, value.getStringValue(), found);
      return clean.equals(value.getStringValue()) ? null : clean;
    }
    Rule rule = against(key, value);
    if (rule == null) {
      return null;
    }
    found.accept(rule);
    return RedactedText.MARK;
  }

  /** The first rule against a value that is no text: a list stays or goes as one. */
  private static @Nullable Rule against(String key, AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> {
        List<Rule> rules = new ArrayList<>();
        text(key, value.getStringValue(), rules::add);
        yield rules.isEmpty() ? null : rules.get(0);
      }
      case ARRAY_VALUE -> {
        for (AnyValue each : value.getArrayValue().getValuesList()) {
          Rule rule = against(key, each);
          if (rule != null) {
            yield rule;
          }
        }
        yield null;
      }
      case BYTES_VALUE, KVLIST_VALUE -> Rule.OPAQUE;
      default -> null;
    };
  }
}
