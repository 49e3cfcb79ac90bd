package io.spanline.capture.toxics;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.ToxicKind;
import io.spanline.topic.ToxicChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A toxic, or a proxy that is switched off, as looks have seen it; a changed toxic is another.
 *
 * @param on what its record would say; {@code confirmed} is when it was first seen
 * @param to when it was first seen gone; null if it is still on
 */
record Sighting(ToxicChange on, @Nullable Instant to) {
  private static final int LONGEST_NAME = 128;
  private static final int MOST_ATTRIBUTES = 32;
  private static final String DOWN = ToxicKind.DOWN.word();

  /** What a proxy shows. */
  static List<Sighting> of(Proxy proxy, Instant at) {
    List<Sighting> all = new ArrayList<>();
    boolean explained = false;
    for (Toxic toxic : proxy.toxics()) {
      boolean mark = isMark(proxy, toxic);
      if (!mark) {
        all.add(of(proxy, toxic, at));
      } else if (!proxy.enabled()) {
        all.add(down(proxy, toxic.name(), at));
        explained = true;
      }
    }
    if (!proxy.enabled() && !explained) {
      all.add(down(proxy, proxy.name(), at));
    }
    return all;
  }

  private static boolean isMark(Proxy proxy, Toxic toxic) {
    return LeasedToxic.of(proxy.name(), toxic).map(LeasedToxic::isDown).orElse(false);
  }

  private static Sighting of(Proxy proxy, Toxic toxic, Instant at) {
    SortedMap<String, Long> attributes = new TreeMap<>();
    toxic.attributes().entrySet().stream()
        .limit(MOST_ATTRIBUTES)
        .forEach(each -> attributes.put(cut(each.getKey()), each.getValue()));
    return new Sighting(
        new ToxicChange(
            cut(proxy.name()),
            cut(toxic.name()),
            cut(toxic.type()),
            toxic.stream().word(),
            toxic.toxicity(),
            attributes,
            null,
            owner(toxic.name()),
            null,
            at,
            null,
            null),
        null);
  }

  private static Sighting down(Proxy proxy, String name, Instant at) {
    return new Sighting(
        new ToxicChange(
            cut(proxy.name()),
            cut(name),
            DOWN,
            null,
            1,
            new TreeMap<>(),
            null,
            owner(name),
            null,
            at,
            null,
            null),
        null);
  }

  private static String owner(String toxic) {
    return Lease.of(toxic).map(Lease::owner).orElse(ToxicChange.FOREIGN);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  Instant from() {
    return on.at();
  }

  Sighting until(Instant seenGone) {
    return new Sighting(on, seenGone);
  }

  /** Whether another look saw the same. */
  boolean isSameAs(Sighting other) {
    return at(Instant.EPOCH).equals(other.at(Instant.EPOCH));
  }

  private ToxicChange at(Instant seen) {
    return record(seen, null);
  }

  /** The record that it is gone. */
  ToxicChange gone(Instant seen) {
    return record(null, seen);
  }

  private ToxicChange record(@Nullable Instant confirmed, @Nullable Instant gone) {
    return new ToxicChange(
        on.proxy(),
        on.toxic(),
        on.type(),
        on.stream(),
        on.toxicity(),
        on.attributes(),
        null,
        on.owner(),
        null,
        confirmed,
        gone,
        null);
  }
}
