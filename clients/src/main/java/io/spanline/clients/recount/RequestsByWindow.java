package io.spanline.clients.recount;

import io.spanline.captures.TimeRange;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanTree;
import io.spanline.model.Timeline;
import io.spanline.model.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The requests of a topic's traces, by service and statistics window, for the windows that lie
 * wholly inside a range; counted as streams-baseline counts them: by the end of the entry span,
 * else by its start, under the name that statistics give its service.
 */
final class RequestsByWindow {
  private static final Duration AHEAD = Duration.ofSeconds(1);

  private final SortedMap<Instant, SortedMap<String, Requests>> windows = new TreeMap<>();
  private final TimeRange range;
  private final Duration window;

  /**
   * Counts the requests of a range.
   *
   * @param window the length of streams-baseline's windows
   */
  RequestsByWindow(TimeRange range, Duration window) {
    this.range = range;
    this.window = window;
  }

  /**
   * The requests of one service in one window, as far as they can be counted exactly.
   *
   * @param timed how many of them have a latency, which the times are of
   */
  record Requests(
      long requests, long errors, long timed, long sumNanos, long minNanos, long maxNanos) {

    private static Requests of(long requests, long errors, Span entry) {
      long nanos = entry.durationNanos();
      return entry.isTimed()
          ? new Requests(requests, errors, 1, nanos, nanos, nanos)
          : new Requests(requests, errors, 0, 0, 0, 0);
    }

    /** Both together. */
    Requests plus(Requests other) {
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
  record Emitted(Trace trace, Instant time) {
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
   * Adds the records of a trace, in the order of the topic, whether the capture takes it or not;
   * also if it began before the range, because its spans may end in it. Each is counted as it was
   * emitted: by its own timeline, and a span that had no end before only once.
   */
  void add(List<Emitted> records) {
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
    add(
        earlier(timeline.endNanos(entry), latest),
        entry.service(),
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
    Instant start = windowStart(Span.instant(nanos).toEpochMilli());
    if (start.isBefore(range.from()) || start.plus(window).isAfter(range.to())) {
      return;
    }
    windows.computeIfAbsent(start, any -> new TreeMap<>()).merge(service, one, Requests::plus);
  }

  /** By start and service; windows without a request are not in it. */
  SortedMap<Instant, SortedMap<String, Requests>> windows() {
    return Collections.unmodifiableSortedMap(windows);
  }

  Duration window() {
    return window;
  }

  /** The start of the first window that begins in the range; it may end after it. */
  Instant firstWindow() {
    Instant holds = windowStart(range.from().toEpochMilli());
    return holds.isBefore(range.from()) ? holds.plus(window) : holds;
  }

  /** How many windows lie wholly inside the range. */
  int windowsInside() {
    long millis = Duration.between(firstWindow(), range.to()).toMillis();
    return (int) Math.max(0, millis / window.toMillis());
  }

  private Instant windowStart(long millis) {
    return Instant.ofEpochMilli(millis - Math.floorMod(millis, window.toMillis()));
  }
}
