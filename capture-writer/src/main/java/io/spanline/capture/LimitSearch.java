package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceSource;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.order.StopSignal;
import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;

/**
 * Finds what an order has to read: its whole range, or where it has a limit, the part of the range
 * that holds so many traces.
 */
final class LimitSearch {
  // What is looked at first; each further look reaches four times as far back.
  private static final Duration NEAREST = Duration.ofSeconds(10);
  private static final int WIDER = 4;

  private final TraceSource source;
  private final MatchingStarts starts;
  private final StopSignal stop;

  LimitSearch(TraceSource source, CaptureStore store, StopSignal stop) {
    this.source = source;
    this.starts = new MatchingStarts(source, store, stop);
    this.stop = stop;
  }

  /**
   * What to read.
   *
   * @param missing how many traces there are too few
   */
  record Found(SnapshotOrder order, Extent extent, long missing) {}

  /** Waits until every trace of an order has been emitted, and fixes where reading ends. */
  Extent settled(SnapshotOrder order) {
    Selection.Limit limit = order.selection().limit();
    boolean backwards = limit != null && limit.take() == Selection.Take.LAST;
    return source.extent(backwards ? reach(order, NEAREST) : order.range(), stop);
  }

  /**
   * Finds what to read.
   *
   * @param settled extent of this order
   */
  Found find(SnapshotOrder order, Extent settled) throws IOException {
    Selection.Limit limit = order.selection().limit();
    if (limit == null) {
      return new Found(order, settled, 0);
    }
    return limit.take() == Selection.Take.FIRST
        ? first(order, limit, settled)
        : last(order, limit, settled);
  }

  private Found first(SnapshotOrder order, Selection.Limit limit, Extent extent)
      throws IOException {
    TimeRange range = order.range();
    Deque<Instant> found = starts.within(range, extent, order.selection().where(), limit);
    long missing = limit.traces() - found.size();
    if (missing == 0) {
      Instant end = found.getLast().plusNanos(1);
      return new Found(order.within(new TimeRange(range.from(), end)), extent, 0);
    }
    String reason =
        "%s of %s traces came within %s s"
            .formatted(
                found.size(),
                limit.traces(),
                Duration.between(range.from(), range.to()).toSeconds());
    return new Found(order, extent.with(List.of(reason)), missing);
  }

  /**
   * The end of what is read stays as it was fixed first, however often is looked further back. The
   * capture is made of what the last look has read: with less, traces would look younger.
   */
  private Found last(SnapshotOrder order, Selection.Limit limit, Extent settled)
      throws IOException {
    Instant earliest = order.range().from();
    Duration reach = NEAREST;
    TimeRange range = reach(order, reach);
    Extent extent = settled;
    Deque<Instant> found = starts.within(range, extent, order.selection().where(), limit);
    while (found.size() < limit.traces() && range.from().isAfter(earliest)) {
      reach = reach.multipliedBy(WIDER);
      range = reach(order, reach);
      extent = source.since(range.from(), settled, stop);
      found = starts.within(range, extent, order.selection().where(), limit);
    }
    long missing = limit.traces() - found.size();
    if (missing > 0) {
      String reason =
          "%s of %s traces were found since %s".formatted(found.size(), limit.traces(), earliest);
      extent = extent.with(List.of(reason));
    }
    Instant start = found.isEmpty() ? earliest : found.getFirst();
    return new Found(order.within(new TimeRange(start, range.to())), extent, missing);
  }

  /** The end of an order's range, as far back as that. */
  private static TimeRange reach(SnapshotOrder order, Duration reach) {
    Instant to = order.range().to();
    return new TimeRange(later(order.range().from(), to.minus(reach)), to);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
