package io.spanline.capture.surroundings;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.manifest.Toxics;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The toxics that were on at one moment.
 *
 * @param on toxics, and proxies that were off
 */
record ToxiproxyState(Set<Effect> on) {
  private static final int LONGEST_NAME = 128;

  ToxiproxyState {
    on = Set.copyOf(on);
  }

  /** One toxic as it was set; a changed one is another. */
  record Effect(
      String proxy,
      String name,
      String type,
      @Nullable String stream,
      @Nullable BigDecimal toxicity,
      SortedMap<String, BigDecimal> attributes) {}

  /** Reads the answer of {@code GET /proxies}: an object of proxies by name. */
  static ToxiproxyState read(JsonNode proxies) {
    if (!proxies.isObject()) {
      throw new IllegalArgumentException("not an object of proxies");
    }
    Set<Effect> on = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> entry : proxies.properties()) {
      String proxy = name(entry.getKey());
      JsonNode state = entry.getValue();
      if (!state.path("enabled").asBoolean(true)) {
        on.add(new Effect(proxy, proxy, Toxics.DOWN, null, null, new TreeMap<>()));
      }
      state.path("toxics").forEach(toxic -> on.add(effect(proxy, toxic)));
    }
    return new ToxiproxyState(on);
  }

  private static Effect effect(String proxy, JsonNode toxic) {
    SortedMap<String, BigDecimal> attributes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> attribute : toxic.path("attributes").properties()) {
      if (attribute.getValue().isNumber()) {
        attributes.put(name(attribute.getKey()), attribute.getValue().decimalValue());
      }
    }
    JsonNode toxicity = toxic.path("toxicity");
    JsonNode stream = toxic.path("stream");
    return new Effect(
        proxy,
        name(toxic.path("name").asText()),
        name(toxic.path("type").asText()),
        stream.isTextual() ? name(stream.asText()) : null,
        toxicity.isNumber() ? toxicity.decimalValue() : null,
        attributes);
  }

  private static String name(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }
}
