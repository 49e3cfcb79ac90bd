package io.spanline.experiments.toxic;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.topic.ToxicChange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A toxic of Spanline's, as its proxy shows it.
 *
 * @param proxy the proxy's name
 */
public record LeasedToxic(String proxy, Toxic toxic, Lease lease) {
  /** Those on a proxy, in its order. */
  public static List<LeasedToxic> on(Proxy proxy) {
    return proxy.toxics().stream()
        .flatMap(
            toxic ->
                Lease.of(toxic.name()).stream()
                    .map(lease -> new LeasedToxic(proxy.name(), toxic, lease)))
        .toList();
  }

  /** Those on all proxies. */
  public static Stream<LeasedToxic> on(Iterable<Proxy> proxies) {
    Stream.Builder<LeasedToxic> all = Stream.builder();
    proxies.forEach(proxy -> on(proxy).forEach(all));
    return all.build();
  }

  /** Whether it marks a proxy that is switched off. */
  public boolean isDown() {
    return Fault.isMark(toxic);
  }

  /** The kind's word. */
  public String type() {
    return isDown() ? ToxicKind.DOWN.word() : toxic.type();
  }

  /** What the journal is told once it is gone. */
  public ToxicChange gone(Instant at, ToxicChange.By by) {
    return new ToxicChange(
        proxy,
        toxic.name(),
        type(),
        isDown() ? null : toxic.stream().name().toLowerCase(Locale.ROOT),
        isDown() ? 1 : toxic.toxicity(),
        isDown() ? new TreeMap<>() : toxic.attributes(),
        null,
        lease.owner(),
        null,
        null,
        at,
        by);
  }
}
