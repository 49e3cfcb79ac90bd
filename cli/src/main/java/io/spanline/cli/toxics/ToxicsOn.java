package io.spanline.cli.toxics;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.terminal.Line;
import io.spanline.terminal.Table;
import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The toxics that are on at one moment, Spanline's and others', and the proxies that are down. */
public final class ToxicsOn {
  private final Instant now;
  private final Table table = new Table("proxy", "toxic", "stream", "toxicity", "owner", "left");
  private final List<String> troubles;
  private final List<Map<String, Object>> json = new ArrayList<>();

  /** Those of the Toxiproxy whose API is at host and port, now. */
  public static ToxicsOn at(String address) {
    return at(address, List.of());
  }

  /**
   * Likewise, also while one of its proxies hangs.
   *
   * @param names proxies that it may have
   */
  public static ToxicsOn at(String address, Collection<String> names) {
    return new ToxicsOn(ProxiesNow.of(new Toxiproxy(address), names), Instant.now());
  }

  ToxicsOn(ProxiesNow proxies, Instant now) {
    this.now = now;
    this.troubles = proxies.troubles();
    for (Proxy proxy : proxies.answered().values()) {
      proxy.toxics().forEach(toxic -> add(proxy, toxic));
      if (!proxy.enabled() && LeasedToxic.on(proxy).stream().noneMatch(LeasedToxic::isDown)) {
        table.row(proxy.name(), "down", "", "", ToxicChange.FOREIGN, "");
        json.add(Map.of("proxy", proxy.name(), "type", "down", "owner", ToxicChange.FOREIGN));
      }
    }
  }

  public boolean isEmpty() {
    return json.isEmpty();
  }

  /** A table. */
  public List<Line> lines() {
    return table.lines();
  }

  /** What could not be looked at, and why; none if all was. */
  public List<String> troubles() {
    return troubles;
  }

  /** The same for programs. */
  public List<Map<String, Object>> json() {
    return List.copyOf(json);
  }

  private void add(Proxy proxy, Toxic toxic) {
    Optional<LeasedToxic> ours = LeasedToxic.of(proxy.name(), toxic);
    boolean down = ours.map(LeasedToxic::isDown).orElse(false);
    table.row(
        proxy.name(),
        ours.map(ToxicView::words).orElseGet(() -> ToxicView.words(toxic)),
        down ? "" : toxic.stream().word(),
        down ? "" : toxic.toxicity(),
        ours.map(each -> each.lease().owner()).orElse(ToxicChange.FOREIGN),
        ours.map(each -> left(each) + " s").orElse(""));
    Map<String, Object> entry =
        ours.map(ToxicView::json).orElseGet(() -> ToxicView.json(proxy.name(), toxic));
    ours.ifPresentOrElse(
        each -> entry.put("seconds_left", left(each)),
        () -> entry.put("owner", ToxicChange.FOREIGN));
    json.add(entry);
  }

  /** Below 0 if its lease is over. */
  private long left(LeasedToxic toxic) {
    return Duration.between(now, toxic.lease().end()).toSeconds();
  }
}
