package io.spanline.capture;

import io.spanline.capture.store.CaptureStore;
import io.spanline.file.Selection;
import io.spanline.file.TimeRange;
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

  Found find(SnapshotOrder order) throws IOException {
    Selection.Limit limit = order.selection().limit();
    if (limit == null) {
      return new Found(order, source.extent(order.range(), stop), 0);
    }
    return limit.take() == Selection.Take.FIRST ? first(order, limit) : last(order, limit);
  }

  private Found first(SnapshotOrder order, Selection.Limit limit) throws IOException {
    TimeRange range = order.range();
    Extent extent = source.extent(range, stop);
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

  /** The end of what is read stays as it was fixed first, however often is looked further back. */
  private Found last(SnapshotOrder order, Selection.Limit limit) throws IOException {
    Instant to = order.range().to();
    Instant earliest = order.range().from();
    Duration reach = NEAREST;
    Instant from = later(earliest, to.minus(reach));
    Extent end = source.extent(new TimeRange(from, to), stop);
    Deque<Instant> found = look(order, limit, from, end);
    while (found.size() < limit.traces() && from.isAfter(earliest)) {
      reach = reach.multipliedBy(WIDER);
      from = later(earliest, to.minus(reach));
      found = look(order, limit, from, end);
    }
    long missing = limit.traces() - found.size();
    Instant start = found.isEmpty() ? earliest : found.getFirst();
    Extent extent = source.since(start, end, stop);
    if (missing > 0) {
      extent =
          extent.with(
              List.of(
                  "%s of %s traces were found since %s"
                      .formatted(found.size(), limit.traces(), earliest)));
    }
    return new Found(order.within(new TimeRange(start, to)), extent, missing);
  }

  private Deque<Instant> look(SnapshotOrder order, Selection.Limit limit, Instant from, Extent end)
      throws IOException {
    return starts.within(
        new TimeRange(from, order.range().to()),
        source.since(from, end, stop),
        order.selection().where(),
        limit);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
