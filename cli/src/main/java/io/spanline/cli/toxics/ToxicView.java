package io.spanline.cli.toxics;

import io.spanline.clients.Toxic;
import io.spanline.experiments.toxic.LeasedToxic;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A toxic in words and for programs. */
final class ToxicView {
  private ToxicView() {}

  /** Such as {@code latency=200 jitter=20 of half the connections}. */
  static String words(LeasedToxic leased) {
    return leased.isDown() ? leased.type() : words(leased.toxic());
  }

  static String words(Toxic toxic) {
    String attributes =
        toxic.attributes().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" "));
    return "%s %s".formatted(toxic.type(), attributes).strip();
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
