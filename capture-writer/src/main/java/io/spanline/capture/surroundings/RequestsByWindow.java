package io.spanline.capture.surroundings;

import io.spanline.captures.TimeRange;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanTree;
import io.spanline.model.Timeline;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The requests of the traces that a snapshot reads, by service and statistics window, for the
 * windows that lie wholly inside its range; counted as streams-baseline counts them: by the end of
 * the entry span, else by its start, under the name that statistics give its service.
 */
public final class RequestsByWindow {
  /** The most rows that are kept: only made-up names come to more. */
  static final int MOST_ROWS = 200_000;

  private static final int MOST_SERVICES = 500;
  private static final Duration AHEAD = Duration.ofSeconds(1);

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

  /**
   * The requests of one service in one window, as far as they can be counted exactly.
   *
   * @param timed how many of them have a latency, which the times are of
   */
  public record Requests(
      long requests, long errors, long timed, long sumNanos, long minNanos, long maxNanos) {

    private static Requests of(long requests, long errors, Span entry) {
      long nanos = entry.durationNanos();
      return entry.isTimed()
          ? new Requests(requests, errors, 1, nanos, nanos, nanos)
          : new Requests(requests, errors, 0, 0, 0, 0);
    }

    /** Both together. */
    public Requests plus(Requests other) {
      if (timed == 0 || other.timed == 0) {
        Requests latencies = timed == 0 ? other : this;
        return new Requests(
            requests + other.requests,
            errors + other.errors,
            latencies.timed,
            latencies.sumNanos,
            latencies.minNanos,
            latencies.maxNanos);
      }
      return new Requests(
          requests + other.requests,
          errors + other.errors,
          timed + other.timed,
          sumNanos + other.sumNanos,
          Math.min(minNanos, other.minNanos),
          Math.max(maxNanos, other.maxNanos));
    }
  }

  /** A record of a trace, and its timestamp. */
  public record Emitted(Trace trace, Instant time) {
    /** No request counts later: a service's clock may be a little ahead of the broker's. */
    long latestNanos() {
      return time.plus(AHEAD).toEpochMilli() * 1_000_000;
    }
  }

  /** A request that was counted, and where its start was then by its trace's timeline. */
  private record Counted(Span span, long startNanos) {
    boolean isEndedBy(Span copy) {
      return span.link().isUnfinished() && !copy.link().isUnfinished();
    }
  }

  /**
   * Adds the records of a trace that were read, in the order of the topic, whether the snapshot's
   * selection takes it or not; also if it began before the range, because its spans may end in it.
   * Each is counted as it was emitted: by its own timeline, and a span that had no end before only
   * once.
   */
  public void add(List<Emitted> records) {
    Map<SpanKey, Counted> before = new HashMap<>();
    SpanTree<Span> tree = new SpanTree<>(List.of());
    for (Emitted emitted : records) {
      Trace record = emitted.trace();
      if (record.revision() == 1) {
        // Emitted after all that came before was forgotten.
        before.clear();
        tree = new SpanTree<>(List.of());
      }
      record.spans().forEach(tree::add);
      Timeline<Span> timeline = record.timeline();
      for (Span entry : record.spans().stream().filter(tree::isRequest).toList()) {
        Counted now = new Counted(entry, timeline.startNanos(entry));
        Counted known = records.size() == 1 ? null : before.putIfAbsent(entry.key(), now);
        if (known == null) {
          add(entry, timeline, emitted.latestNanos());
        } else if (known.isEndedBy(entry)) {
          before.put(entry.key(), new Counted(entry, known.startNanos()));
          addEnded(entry, known, emitted.latestNanos());
        }
      }
    }
  }

  private void add(Span entry, Timeline<Span> timeline, long latest) {
    String service = entry.service();
    boolean began = range.contains(Span.instant(timeline.startNanos(entry)));
    if (began && services.size() < MOST_SERVICES) {
      services.add(service);
    }
    add(
        earlier(timeline.endNanos(entry), latest),
        service,
        Requests.of(1, entry.isError() ? 1 : 0, entry));
  }

  /** Adds the end of a request to the window that counted it. */
  private void addEnded(Span entry, Counted known, long latest) {
    long errors = entry.isError() && !known.span().isError() ? 1 : 0;
    add(earlier(known.startNanos(), latest), entry.service(), Requests.of(0, errors, entry));
  }

  private static long earlier(long one, long other) {
    return Long.compareUnsigned(one, other) < 0 ? one : other;
  }

  private void add(long nanos, String service, Requests one) {
    Instant start = windowOf(nanos);
    if (start.isBefore(range.from()) || start.plus(window).isAfter(range.to())) {
      return;
    }
    SortedMap<String, Requests> row = windows.computeIfAbsent(start, instant -> new TreeMap<>());
    Requests before = row.get(service);
    if (before == null && rows >= MOST_ROWS) {
      tooMany = true;
      return;
    }
    rows += before == null ? 1 : 0;
    row.put(service, before == null ? one : before.plus(one));
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
  private Instant windowOf(long nanos) {
    long into = nanos - windowNanos;
    if (into < 0 || into >= window.toNanos()) {
      latest = windowStart(Span.instant(nanos).toEpochMilli());
      windowNanos = latest.getEpochSecond() * 1_000_000_000L + latest.getNano();
    }
    return latest;
  }

  private Instant windowStart(long millis) {
    return Instant.ofEpochMilli(millis - Math.floorMod(millis, window.toMillis()));
  }
}
