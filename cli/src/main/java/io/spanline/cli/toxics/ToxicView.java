package io.spanline.cli.toxics;

import io.spanline.captures.baseline.ToxicWords;
import io.spanline.clients.Toxic;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.topic.ToxicChange;
import java.util.LinkedHashMap;
import java.util.Map;

/** A toxic in words and for programs. */
final class ToxicView {
  private ToxicView() {}

  /** As it was typed: {@code latency=200 jitter=20}. */
  static String words(LeasedToxic leased) {
    return leased.isDown() ? leased.type() : words(leased.toxic());
  }

  static String words(ToxicChange change) {
    return ToxicWords.what(change.type(), change.attributes());
  }

  /** As it could be typed. */
  static String words(Toxic toxic) {
    return ToxicWords.what(toxic.type(), toxic.attributes());
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
    json.put("stream", toxic.stream().word());
    json.put("toxicity", toxic.toxicity());
    json.put("attributes", toxic.attributes());
    return json;
  }
}
