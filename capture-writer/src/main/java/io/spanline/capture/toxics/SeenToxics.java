package io.spanline.capture.toxics;

import io.spanline.clients.Toxiproxy.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The toxics that looks have seen on, and those seen gone whose records are not written yet. */
final class SeenToxics {
  private static final int MOST_GONE = 10_000;

  private final List<Sighting> on = new ArrayList<>();
  private final List<Sighting> gone = new ArrayList<>();
  private final Looks looks;

  SeenToxics(Looks looks) {
    this.looks = looks;
  }

  /** Takes what all proxies show now. */
  void saw(Instant at, Collection<Proxy> proxies) {
    List<Sighting> now = new ArrayList<>();
    proxies.forEach(proxy -> now.addAll(Sighting.of(proxy, at)));
    for (Iterator<Sighting> each = on.iterator(); each.hasNext(); ) {
      Sighting before = each.next();
      if (!now.removeIf(before::isSameAs)) {
        // A clock may be set back.
        gone.add(before.until(at.isBefore(before.from()) ? before.from() : at));
        each.remove();
      }
    }
    on.addAll(now);
    looks.answered(at);
    while (gone.size() > MOST_GONE) {
      looks.lost(at);
      gone.remove(0);
    }
  }

  /** All, in the order in which they went or came. */
  List<Sighting> all() {
    List<Sighting> all = new ArrayList<>(gone);
    all.addAll(on);
    return all;
  }

  /** Forgets those that are gone and in the topic. */
  void forget(Predicate<Sighting> isWritten) {
    gone.removeIf(isWritten);
  }
}
