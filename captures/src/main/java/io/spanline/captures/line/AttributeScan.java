package io.spanline.captures.line;

import static io.spanline.captures.line.CanonicalJson.require;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.captures.line.Admission.Place;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads attributes: asks for the admission of each text, keeps those that are wanted. */
final class AttributeScan {
  // As many as the slow way reads, which takes four hundred levels of JSON, three to a list's one.
  private static final int DEEPEST = 100;

  private final CanonicalJson json;
  private final Texts texts;
  private final KnownAttributes known;
  private boolean admitted = true;
  private int depth;

  AttributeScan(CanonicalJson json, Texts texts, KnownAttributes known) {
    this.json = json;
    this.texts = texts;
    this.known = known;
  }

  /** Whether everything so far was. */
  boolean admitted() {
    return admitted;
  }

  /** Asks for the text of a field if it is there; returns it. */
  @Nullable String ask(Place place, String what, String field) {
    if (!json.text(field)) {
      return null;
    }
    String text = json.read(texts);
    admit(place, what, text);
    return text;
  }

  /** The attributes of an object, none of them wanted. */
  void attributes(Place place) throws IOException {
    attributes(place, key -> false, attribute -> {});
  }

  /** The attributes of an object; those of wanted keys are handed over. */
  void attributes(Place place, Predicate<String> wanted, Consumer<KeyValue> each)
      throws IOException {
    json.list(
        "attributes",
        () -> {
          KeyValue attribute = attribute(place, wanted);
          if (attribute != null) {
            each.accept(attribute);
          }
        });
  }

  /** The attributes of a span; those that a summary speaks of are handed over. */
  void ofSpan(Consumer<KeyValue> each) throws IOException {
    json.list(
        "attributes",
        () -> {
          KeyValue attribute = ofSpan();
          if (attribute != null) {
            each.accept(attribute);
          }
        });
  }

  private @Nullable KeyValue ofSpan() throws IOException {
    KnownAttributes.Known again = known.take(json);
    if (again != null) {
      return again.wanted();
    }
    int from = json.position();
    KeyValue attribute = attribute(Place.SPAN, TraceJson.SUMMARISED::contains);
    if (admitted) {
      known.add(json.since(from), attribute);
    }
    return attribute;
  }

  /** Reads one attribute; returns it where it is wanted. */
  private @Nullable KeyValue attribute(Place place, Predicate<String> wanted) throws IOException {
    KeyValue attribute = null;
    json.enter();
    json.requiredText("key");
    String key = json.read(texts);
    if (wanted.test(key)) {
      // Anything but a plain value there is for the slow way to understand.
      require(json.at("value"));
      attribute = KeyValue.newBuilder().setKey(key).setValue(plain(place, key)).build();
    } else if (json.at("value")) {
      value(place, key);
    } else {
      admit(place, key, null);
    }
    json.leave();
    return attribute;
  }

  private AnyValue plain(Place place, String key) {
    AnyValue.Builder value = AnyValue.newBuilder();
    json.enter();
    if (json.at("stringValue")) {
      value.setStringValue(string(place, key));
    } else {
      require(json.at("intValue"));
      admit(place, key, null);
      value.setIntValue(json.int64());
    }
    json.leave();
    return value.build();
  }

  /** One value, from the start of its object to the end of it. */
  private void value(Place place, String key) throws IOException {
    json.enter();
    if (json.at("stringValue")) {
      string(place, key);
    } else if (json.at("arrayValue")) {
      // An empty one has no text to ask for, but still a key.
      admit(place, key, null);
      nested(() -> value(place, key));
    } else if (json.at("kvlistValue")) {
      admit(place, key, null);
      nested(() -> entry(place, key));
    } else {
      admit(place, key, null);
      withoutText();
    }
    json.leave();
  }

  private void withoutText() {
    if (json.at("intValue")) {
      json.int64();
    } else if (json.at("boolValue")) {
      json.bool();
    } else if (json.at("doubleValue")) {
      json.decimal();
    } else {
      // Bytes and references are rare, and the slow way knows them.
      require(json.atEndOfObject());
    }
  }

  private void nested(CanonicalJson.Element element) throws IOException {
    require(++depth <= DEEPEST);
    json.enter();
    json.array("values", element);
    json.leave();
    depth--;
  }

  /** An entry of a map: its key is a text too, and is asked for like an attribute's. */
  private void entry(Place place, String outer) throws IOException {
    json.enter();
    json.requiredText("key");
    String key = json.read(texts);
    admit(place, outer, key);
    admit(place, key, null);
    if (json.at("value")) {
      value(place, outer);
    }
    json.leave();
  }

  private String string(Place place, String key) {
    json.text();
    String text = json.read(texts);
    admit(place, key, text);
    return text;
  }

  /** Once one is refused, the others are the slow way's. */
  private void admit(Place place, String field, @Nullable String text) {
    if (admitted) {
      admitted = texts.admits(place, field, text);
    }
  }
}
