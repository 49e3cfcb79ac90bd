package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceSource;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
    read(settled, order, spool);
    Selection.Limit limit = order.selection().limit();
    if (limit == null) {
      return Found.all(order, settled);
    }
    return limit.take() == Selection.Take.FIRST
        ? first(order, limit, settled, spool)
        : last(order, limit, settled, spool);
  }

  /** Reads what of an extent is missing, and looks at each trace that is new. */
  private void read(Extent extent, SnapshotOrder order, TraceSpool spool) throws IOException {
    spool.read(extent, stop);
    try (SpoolPass pass = new SpoolPass(spool)) {
      pass.over(
          spool.unseen(),
          found -> {
            stop.check();
            for (SpooledTrace.Broken broken : found.broken()) {
              SpooledRecord record = broken.record();
              if (record.isNews()) {
                spool.skip(record.partition(), record.offset(), broken.reason());
              }
            }
            found.first().found(found, order.selection().where());
          });
    }
  }

  /** The range goes on until the next one begins: what the last one called is in it. */
  private Found first(SnapshotOrder order, Selection.Limit limit, Extent extent, TraceSpool spool) {
    TimeRange range = order.range();
    List<Instant> starts = starts(range, extent, spool);
    long missing = Math.max(0, limit.traces() - starts.size());
    if (missing == 0) {
      int taken = Math.toIntExact(limit.traces());
      Instant last = starts.get(taken - 1).plusNanos(1);
      Instant next = starts.size() == taken ? range.to() : starts.get(taken);
      return Found.all(order.within(new TimeRange(range.from(), later(last, next))), extent);
    }
    String reason =
        "%s of %s traces came within %s s"
            .formatted(
                starts.size(),
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
    List<Instant> starts = starts(range, extent, spool);
    while (starts.size() < limit.traces() && range.from().isAfter(earliest)) {
      reach = reach.multipliedBy(WIDER);
      range = reach(order, reach);
      extent = source.since(range.from(), settled, stop);
      read(extent, order, spool);
      starts = starts(range, extent, spool);
    }
    long missing = limit.traces() - starts.size();
    if (missing > 0) {
      String reason =
          "%s of %s traces were found since %s".formatted(starts.size(), limit.traces(), earliest);
      Instant start = starts.isEmpty() ? earliest : starts.get(0);
      return new Found(
          order.within(new TimeRange(start, range.to())), extent.with(List.of(reason)), 0, missing);
    }
    int first = Math.toIntExact(starts.size() - limit.traces());
    Instant start = starts.get(first);
    long before = starts.subList(0, first).stream().filter(start::equals).count();
    return new Found(order.within(new TimeRange(start, range.to())), extent, before, 0);
  }

  /** When the traces that match began in a range, ascending. */
  private static List<Instant> starts(TimeRange range, Extent extent, TraceSpool spool) {
    return spool.inOrder().stream()
        .filter(first -> first.matches() && !first.lacksFirstIn(extent))
        .map(SpooledRecord::start)
        .filter(range::contains)
        .toList();
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
