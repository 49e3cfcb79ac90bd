package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceSource;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Trace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Reads what an order needs into a spool: its whole range, or if it has a limit, as far back as
 * that many traces reach.
 */
final class LimitSearch {
  // What is looked at first; each further look reaches four times as far back.
  private static final Duration NEAREST = Duration.ofSeconds(10);
  private static final int WIDER = 4;

  private final TraceSource source;
  private final StopSignal stop;

  LimitSearch(TraceSource source, StopSignal stop) {
    this.source = source;
    this.stop = stop;
  }

  /**
   * What the spool holds.
   *
   * @param order of the range that holds the traces
   * @param before how many traces of that range match but come before those that are taken
   * @param missing how many traces there are too few
   */
  record Found(SnapshotOrder order, Extent extent, long before, long missing) {
    static Found all(SnapshotOrder order, Extent extent) {
      return new Found(order, extent, 0, 0);
    }
  }

  /** Waits until every trace of an order has been emitted, and fixes where reading ends. */
  Extent settled(SnapshotOrder order) {
    Selection.Limit limit = order.selection().limit();
    boolean backwards = limit != null && limit.take() == Selection.Take.LAST;
    return source.extent(backwards ? reach(order, NEAREST) : order.range(), stop);
  }

  /**
   * Reads what the order needs.
   *
   * @param settled extent of this order
   */
  Found read(SnapshotOrder order, Extent settled, TraceSpool spool) throws IOException {
    spool.read(settled, stop);
    Selection.Limit limit = order.selection().limit();
    if (limit == null) {
      return Found.all(order, settled);
    }
    return limit.take() == Selection.Take.FIRST
        ? first(order, limit, settled, spool)
        : last(order, limit, settled, spool);
  }

  private Found first(SnapshotOrder order, Selection.Limit limit, Extent extent, TraceSpool spool)
      throws IOException {
    TimeRange range = order.range();
    Matching found = matching(order, range, extent, spool);
    long missing = limit.traces() - found.size();
    if (missing == 0) {
      Instant end = found.starts.getLast().plusNanos(1);
      return Found.all(order.within(new TimeRange(range.from(), end)), extent);
    }
    String reason =
        "%s of %s traces came within %s s"
            .formatted(
                found.size(),
                limit.traces(),
                Duration.between(range.from(), range.to()).toSeconds());
    return new Found(order, extent.with(List.of(reason)), 0, missing);
  }

  /**
   * The end of what is read stays as it was fixed first, however far back the search goes: the
   * spool only gets what lies before.
   */
  private Found last(SnapshotOrder order, Selection.Limit limit, Extent settled, TraceSpool spool)
      throws IOException {
    Instant earliest = order.range().from();
    Duration reach = NEAREST;
    TimeRange range = reach(order, reach);
    Extent extent = settled;
    Matching found = matching(order, range, extent, spool);
    while (found.size() < limit.traces() && range.from().isAfter(earliest)) {
      reach = reach.multipliedBy(WIDER);
      range = reach(order, reach);
      extent = source.since(range.from(), settled, stop);
      spool.read(extent, stop);
      found = matching(order, range, extent, spool);
    }
    long missing = limit.traces() - found.size();
    if (missing > 0) {
      String reason =
          "%s of %s traces were found since %s".formatted(found.size(), limit.traces(), earliest);
      extent = extent.with(List.of(reason));
    }
    Instant start = found.size() == 0 ? earliest : found.starts.getFirst();
    return new Found(
        order.within(new TimeRange(start, range.to())), extent, found.before(), missing);
  }

  private Matching matching(SnapshotOrder order, TimeRange range, Extent extent, TraceSpool spool)
      throws IOException {
    Matching matching = new Matching(order.selection());
    try (SpoolPass pass = new SpoolPass(spool)) {
      pass.until(
          range.to(),
          (spooled, trace) -> {
            stop.check();
            if (range.contains(trace.start()) && !spooled.isRemainderIn(extent)) {
              matching.add(trace);
            }
          });
    }
    return matching;
  }

  /** When the first or the last traces that a selection takes began, ascending. */
  private static final class Matching {
    private final Deque<Instant> starts = new ArrayDeque<>();
    private final Selection selection;
    // The start of the last that made room, and how many made room that began together with it.
    private Instant dropped = Instant.MIN;
    private long droppedTogether;

    Matching(Selection selection) {
      this.selection = selection;
    }

    void add(Trace trace) {
      Selection.Limit limit = Objects.requireNonNull(selection.limit());
      boolean full = starts.size() == limit.traces();
      if ((full && limit.take() == Selection.Take.FIRST) || !selection.where().matches(trace)) {
        return;
      }
      if (full) {
        Instant first = starts.removeFirst();
        droppedTogether = first.equals(dropped) ? droppedTogether + 1 : 1;
        dropped = first;
      }
      starts.addLast(trace.start());
    }

    int size() {
      return starts.size();
    }

    /** How many match that began when the first of these did, and come before it by their id. */
    long before() {
      return !starts.isEmpty() && starts.getFirst().equals(dropped) ? droppedTogether : 0;
    }
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
