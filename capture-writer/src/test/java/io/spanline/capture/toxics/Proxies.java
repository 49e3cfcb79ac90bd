package io.spanline.capture.toxics;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Lease;
import io.spanline.topic.ToxicChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code a-to-b} may look like. */
final class Proxies {
  static final String OURS =
      new Lease("somebody", Instant.parse("2026-01-01T00:01:00Z"), 1).toxic();

  private Proxies() {}

  static List<Proxy> with(Toxic... toxics) {
    return List.of(proxy(true, toxics));
  }

  static List<Proxy> off(Toxic... toxics) {
    return List.of(proxy(false, toxics));
  }

  static Toxic slow(String name, long latency) {
    return new Toxic(
        name,
        "latency",
        Toxic.Stream.DOWNSTREAM,
        0.5,
        new TreeMap<>(Map.of("latency", latency, "jitter", 0L)));
  }

  /** What marks that a proxy is down for Spanline. */
  static Toxic mark() {
    return new Toxic(
        OURS,
        "latency",
        Toxic.Stream.DOWNSTREAM,
        0,
        new TreeMap<>(Map.of("latency", 0L, "jitter", 0L)));
  }

  /** A record of {@link #OURS}. */
  static ToxicChange ours(
      @Nullable Instant asked, @Nullable Instant confirmed, @Nullable Instant gone) {
    return new ToxicChange(
        "a-to-b",
        OURS,
        "latency",
        "downstream",
        1,
        new TreeMap<>(),
        gone == null ? "a->b" : null,
        "somebody",
        asked,
        confirmed,
        gone,
        gone == null ? null : ToxicChange.By.OWNER);
  }

  private static Proxy proxy(boolean enabled, Toxic... toxics) {
    return new Proxy("a-to-b", "127.0.0.1:1", "127.0.0.1:2", enabled, List.of(toxics));
  }
}
