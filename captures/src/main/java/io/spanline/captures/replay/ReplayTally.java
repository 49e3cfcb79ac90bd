package io.spanline.captures.replay;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The counts of a replay's lines, as its manifest has them. */
public final class ReplayTally {
  private final SortedMap<String, Long> errors = new TreeMap<>();
  private final SortedMap<Integer, Long> statuses = new TreeMap<>();
  private final Map<Pair, Long> pairs = new EnumMap<>(Pair.class);
  private long sent;
  private long late;
  private long dropped;
  private long redirects;

  public void add(ReplayLine line) {
    sent += line.isSent() ? 1 : 0;
    late += line.isLate() ? 1 : 0;
    dropped += line.isDropped() ? 1 : 0;
    redirects += line.isRedirect() ? 1 : 0;
    if (line.error() != null && !line.isDropped()) {
      errors.merge(line.error(), 1L, Long::sum);
    }
    if (line.status() != null) {
      statuses.merge(line.status(), 1L, Long::sum);
    }
    if (line.pair() != null) {
      pairs.merge(line.pair(), 1L, Long::sum);
    }
  }

  public ReplayManifest.Counts counts() {
    return new ReplayManifest.Counts(sent, late, dropped, redirects, errors, statuses);
  }

  public ReplayManifest.PairCounts pairs() {
    return new ReplayManifest.PairCounts(
        pairs(Pair.FOUND),
        pairs(Pair.INCOMPLETE),
        pairs(Pair.NOT_RECORDED),
        pairs(Pair.RESTARTED),
        pairs(Pair.TWICE));
  }

  private long pairs(Pair pair) {
    return pairs.getOrDefault(pair, 0L);
  }
}
