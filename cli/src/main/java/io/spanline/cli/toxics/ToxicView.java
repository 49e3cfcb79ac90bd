package io.spanline.cli.toxics;

import io.spanline.clients.Toxic;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.ToxicKind;
import io.spanline.topic.ToxicChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A toxic in words and for programs. */
final class ToxicView {
  private ToxicView() {}

  /** As it was typed: {@code latency=200 jitter=20}. */
  static String words(LeasedToxic leased) {
    return leased.isDown() ? leased.type() : words(leased.toxic());
  }

  static String words(ToxicChange change) {
    return words(change.type(), change.attributes());
  }

  /** As it could be typed; its own attributes, if it is of a kind that Spanline does not know. */
  static String words(Toxic toxic) {
    return words(toxic.type(), toxic.attributes());
  }

  private static String words(String type, Map<String, Long> attributes) {
    List<String> names =
        ToxicKind.of(type)
            .map(kind -> kind.attributes().stream().map(ToxicKind.Attribute::name).toList())
            .orElse(List.of());
    StringBuilder words = new StringBuilder(type);
    Map<String, Long> rest = new TreeMap<>(attributes);
    for (String name : names) {
      Long value = rest.remove(name);
      if (value != null && name.equals(names.get(0))) {
        words.append('=').append(value);
      } else if (value != null && value != 0) {
        words.append(' ').append(name).append('=').append(value);
      }
    }
    rest.forEach((name, value) -> words.append(' ').append(name).append('=').append(value));
    return words.toString();
  }

  static Map<String, Object> json(LeasedToxic leased) {
    Map<String, Object> json = json(leased.proxy(), leased.toxic());
    json.put("type", leased.type());
    json.put("owner", leased.lease().owner());
    json.put("end", leased.lease().end());
    return json;
  }

  static Map<String, Object> json(String proxy, Toxic toxic) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("proxy", proxy);
    json.put("toxic", toxic.name());
    json.put("type", toxic.type());
    json.put("stream", toxic.stream().name().toLowerCase(Locale.ROOT));
    json.put("toxicity", toxic.toxicity());
    json.put("attributes", toxic.attributes());
    return json;
  }
}
