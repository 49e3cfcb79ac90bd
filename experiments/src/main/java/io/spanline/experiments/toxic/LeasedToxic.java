package io.spanline.experiments.toxic;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.topic.ToxicChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A toxic of Spanline's, as its proxy shows it.
 *
 * @param proxy the proxy's name
 */
public record LeasedToxic(String proxy, Toxic toxic, Lease lease) {
  /** A proxy's toxic, if it is one of Spanline's. */
  public static Optional<LeasedToxic> of(String proxy, Toxic toxic) {
    return Lease.of(toxic.name()).map(lease -> new LeasedToxic(proxy, toxic, lease));
  }

  /** Those on a proxy, in its order. */
  public static List<LeasedToxic> on(Proxy proxy) {
    return proxy.toxics().stream().flatMap(toxic -> of(proxy.name(), toxic).stream()).toList();
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

  /**
   * What the journal is told by whoever put it on.
   *
   * @param edge null if it is not known
   */
  ToxicChange on(@Nullable String edge, Instant asked, Instant confirmed) {
    return change(edge, asked, confirmed, null, null);
  }

  /** What the journal is told once it is gone. */
  public ToxicChange gone(Instant at, ToxicChange.By by) {
    return change(null, null, null, at, by);
  }

  private ToxicChange change(
      @Nullable String edge,
      @Nullable Instant asked,
      @Nullable Instant confirmed,
      @Nullable Instant gone,
      ToxicChange.@Nullable By by) {
    return new ToxicChange(
        proxy,
        toxic.name(),
        type(),
        isDown() ? null : toxic.stream().word(),
        isDown() ? 1 : toxic.toxicity(),
        isDown() ? new TreeMap<>() : toxic.attributes(),
        edge,
        lease.owner(),
        asked,
        confirmed,
        gone,
        by);
  }
}
