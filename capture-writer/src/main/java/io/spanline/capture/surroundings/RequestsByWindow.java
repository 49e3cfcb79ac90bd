package io.spanline.capture.surroundings;

import io.spanline.captures.TimeRange;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The requests of the traces that a snapshot reads, by service and statistics window, for the
 * windows that lie wholly inside its range; counted as streams-baseline counts them: by the end of
 * the entry span, under the name that statistics give its service.
 */
public final class RequestsByWindow {
  /** The most rows that are kept: only made-up names come to more. */
  static final int MOST_ROWS = 200_000;

  private static final int MOST_SERVICES = 500;

  private final SortedMap<Instant, SortedMap<String, Requests>> windows = new TreeMap<>();
  private final Set<String> services = new TreeSet<>();
  private final TimeRange range;
  private final Duration window;
  private Instant latest = Instant.EPOCH;
  private long windowNanos;
  private int rows;
  private boolean tooMany;

  public RequestsByWindow(TimeRange range) {
    this(range, Duration.parse(Catalogue.STATISTICS_WINDOW.defaultText()));
  }

  /**
   * Counts the requests of a range.
   *
   * @param window the length of streams-baseline's windows
   */
  public RequestsByWindow(TimeRange range, Duration window) {
    this.range = range;
    this.window = window;
  }

  /** The requests of one service in one window, as far as they can be counted exactly. */
  public record Requests(long requests, long errors, long sumNanos, long minNanos, long maxNanos) {

    private static Requests of(SpanFacts entry) {
      long nanos = entry.durationNanos();
      return new Requests(1, entry.isError() ? 1 : 0, nanos, nanos, nanos);
    }

    /** Both together. */
    public Requests plus(Requests other) {
      return new Requests(
          requests + other.requests,
          errors + other.errors,
          sumNanos + other.sumNanos,
          Math.min(minNanos, other.minNanos),
          Math.max(maxNanos, other.maxNanos));
    }
  }

  /**
   * Adds a trace that was read, whether the snapshot's selection takes it or not; also one that
   * began before the range, because its spans may end in it.
   */
  public void add(Trace trace) {
    for (Span entry : trace.requests()) {
      SpanFacts facts = entry.facts();
      Instant start = windowOf(entry);
      if (range.contains(trace.start()) && services.size() < MOST_SERVICES) {
        services.add(facts.service());
      }
      if (!start.isBefore(range.from()) && !start.plus(window).isAfter(range.to())) {
        add(start, facts);
      }
    }
  }

  private void add(Instant start, SpanFacts entry) {
    SortedMap<String, Requests> row = windows.computeIfAbsent(start, instant -> new TreeMap<>());
    Requests before = row.get(entry.service());
    if (before == null && rows >= MOST_ROWS) {
      tooMany = true;
      return;
    }
    rows += before == null ? 1 : 0;
    Requests one = Requests.of(entry);
    row.put(entry.service(), before == null ? one : before.plus(one));
  }

  /** By start and service; windows without a request are not in it. */
  public SortedMap<Instant, SortedMap<String, Requests>> windows() {
    return Collections.unmodifiableSortedMap(windows);
  }

  /** Names of services that answered a request of the range, some hundreds at most. */
  public Set<String> services() {
    return Collections.unmodifiableSet(services);
  }

  /** Whether there were more rows than are kept, so that the windows lack some. */
  public boolean tooMany() {
    return tooMany;
  }

  public Duration window() {
    return window;
  }

  /** The start of the first window that begins in the range; it may end after it. */
  public Instant firstWindow() {
    Instant holds = windowStart(range.from().toEpochMilli());
    return holds.isBefore(range.from()) ? holds.plus(window) : holds;
  }

  /** How many windows lie wholly inside the range. */
  public int windowsInside() {
    long millis = Duration.between(firstWindow(), range.to()).toMillis();
    return (int) Math.max(0, millis / window.toMillis());
  }

  /** Nearly every span ends in the window of the one before. */
  private Instant windowOf(Span entry) {
    long into = entry.endNanos() - windowNanos;
    if (into < 0 || into >= window.toNanos()) {
      latest = windowStart(entry.end().toEpochMilli());
      windowNanos = latest.getEpochSecond() * 1_000_000_000L + latest.getNano();
    }
    return latest;
  }

  private Instant windowStart(long millis) {
    return Instant.ofEpochMilli(millis - Math.floorMod(millis, window.toMillis()));
  }
}
