package io.spanline.streams.statistics;

import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.statistics.Tally;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The cumulative rows of one partition: those that changed lately on the heap, all others in a
 * store. With each commit goes what was added since the last one, in a chunk of the {@link
 * ChangeLog}; a row that changes is stored whole within some seconds, a large one with each commit.
 */
final class WindowRows {
  /** How long a change stays in the log until its row is stored whole. */
  static final Duration STORED_WITHIN = Duration.ofSeconds(10);

  // Five seconds of ticks, twice the usual time from a window's end to its last traces.
  private static final int IDLE_TICKS = 10;

  private final StoredRows stored;
  private final ChangeLog log;
  private final NameGuard guard;
  private final RowsOnHeap onHeap = new RowsOnHeap();
  private final ChangedRows unsent = new ChangedRows(Row.Queue.TO_BE_SENT);
  private final ChangedRows unstored = new ChangedRows(Row.Queue.TO_BE_STORED);
  private final ChangedRows unlogged = new ChangedRows(Row.Queue.TO_BE_COMMITTED);
  private ChangedRows.Since now;
  private long committedMillis;
  private long overflowed;
  private long tick;
  private long forgotten;

  /** The rows that a process before this one stored. */
  WindowRows(StoredRows stored, ChangeLog log, NameGuard guard, long nowMillis) {
    this.stored = stored;
    this.log = log;
    this.guard = guard;
    long last = stored.scan(key -> guard.keep(key.subject(), key.windowStartMillis()));
    log.restore(last, new Restoring(nowMillis));
    now = new ChangedRows.Since(log.chunk(), 0, nowMillis);
    committedMillis = nowMillis;
  }

  /** The row that counts requests of a service which have no window. */
  Row service(String service, long window) {
    Row known = onHeap.find(Row.Kind.SERVICE, service, "", window);
    if (known != null) {
      return known;
    }
    Service own = new Service(service);
    Service admitted = guard.admitted(own, window);
    return found(own, row(new StatisticsKey(admitted, window)));
  }

  /**
   * The row that counts requests of an operation; what is added to it counts for its service too.
   */
  Row operation(String service, String operation, long window) {
    Row known = onHeap.find(Row.Kind.OPERATION, service, operation, window);
    if (known != null) {
      return known;
    }
    Operation own = new Operation(service, operation);
    Operation admitted = guard.admitted(own, window);
    return found(own, row(new StatisticsKey(admitted, window)));
  }

  /** The row that counts the calls of one service to another. */
  Row edge(String caller, String callee, long window) {
    Row known = onHeap.find(Row.Kind.EDGE, caller, callee, window);
    if (known != null) {
      return known;
    }
    Edge own = new Edge(caller, callee);
    Edge admitted = guard.admitted(own, window);
    return found(own, row(new StatisticsKey(admitted, window)));
  }

  /** A row that has counted something; null if there is none. */
  @Nullable Row counted(StatisticsKey key) {
    Row row = onHeap.find(key);
    if (row == null) {
      row = stored.get(key);
      if (row != null) {
        onHeap.add(row);
      }
    }
    return row;
  }

  /** Adds a sample to a row, and to that of the operation's service. */
  void add(Row row, Sample sample) {
    Row service = row.kind() == Row.Kind.OPERATION ? serviceOf(row) : null;
    boolean isLarge = row.isLarge();
    boolean wasSent = change(row, sample, isLarge);
    if (service != null) {
      wasSent |= change(service, sample, isLarge);
    }
    if (!isLarge) {
      log.append(row, sample);
    } else if (wasSent) {
      // It is stored with the commit; the log says that it has to be sent.
      log.append(row, Sample.NOTHING);
    }
  }

  private Row serviceOf(Row operation) {
    Row known = operation.service();
    if (known == null || !known.isOnHeap()) {
      known = service(operation.name(), operation.windowStartMillis());
      operation.service(known);
    }
    return known;
  }

  /** Samples since the last time that were counted under the common name. */
  long overflowed() {
    long since = overflowed;
    overflowed = 0;
    return since;
  }

  /** Stores what a restart needs: all that was added, and some rows whole. */
  void commit(long nowMillis) {
    unlogged.take(unlogged.size(), this::storeWhole);
    long within = STORED_WITHIN.toMillis();
    long elapsed = Math.max(0, Math.min(nowMillis - committedMillis, within));
    committedMillis = nowMillis;
    unstored.takeInPace(elapsed, within, this::store);
    beginChunk();
  }

  /**
   * Hands over rows that changed, those first that were not handed over for longest, and none that
   * was handed over the last time. Rows that have not changed for a while leave the heap; a late
   * span brings them back.
   */
  void send(int most, Consumer<Row> sink) {
    unsent.take(
        most,
        row -> row.sentInTick() < tick - 1,
        row -> {
          row.sentInTick(tick);
          sink.accept(row);
        });
    onHeap.remove(row -> row.changedInTick() <= tick - IDLE_TICKS && !row.isQueued());
    tick++;
  }

  /** Rows that wait to be handed over. */
  int unsent() {
    return unsent.size();
  }

  /** When the row changed first that waits longest to be handed over; null if none waits. */
  ChangedRows.@Nullable Since oldestUnsent() {
    return unsent.oldest();
  }

  /** What changes from now on, changes after that was reported. */
  void reported(long watermark, long nowMillis) {
    now = new ChangedRows.Since(log.chunk(), watermark, nowMillis);
  }

  /** What the rows and the log take of the heap, by estimate. */
  long heapBytes() {
    return onHeap.heapBytes() + log.storedBytes();
  }

  /**
   * Stores rows and hands over those that changed, so that they leave the heap: those that have not
   * changed lately, and if that leaves more than these bytes, all.
   */
  void makeRoom(long mostBytes, Consumer<Row> sink) {
    takeOut(row -> row.changedInTick() < tick - 1, sink);
    if (heapBytes() > mostBytes) {
      takeOut(row -> true, sink);
    }
  }

  private void takeOut(Predicate<Row> some, Consumer<Row> sink) {
    unlogged.take(unlogged.size(), some, this::storeWhole);
    unstored.take(unstored.size(), some, this::store);
    unsent.take(unsent.size(), some, sink);
    onHeap.remove(some);
    beginChunk();
  }

  /** Forgets the rows of windows that start before that. */
  void forgetBefore(long windowStartMillis) {
    if (windowStartMillis <= forgotten) {
      return;
    }
    stored.deleteBetween(forgotten, windowStartMillis);
    log.forget(windowStartMillis);
    forgetOnHeap(windowStartMillis);
    forgotten = windowStartMillis;
  }

  private void forgetOnHeap(long windowStartMillis) {
    onHeap.remove(row -> row.windowStartMillis() < windowStartMillis);
    unsent.removeBefore(windowStartMillis);
    unstored.removeBefore(windowStartMillis);
    unlogged.removeBefore(windowStartMillis);
    guard.forgetBefore(windowStartMillis);
  }

  /** Whether the row was sent as it was. */
  private boolean change(Row row, Sample sample, boolean isLarge) {
    sample.addTo(row.tally());
    onHeap.recount(row);
    row.changedInTick(tick);
    if (isLarge) {
      unlogged.add(row, now);
    } else {
      unstored.add(row, now);
    }
    return unsent.add(row, now);
  }

  private Row found(StatisticsSubject own, Row row) {
    if (row.key().subject().equals(own)) {
      onHeap.isAsked(row);
    } else {
      overflowed++;
    }
    return row;
  }

  private Row row(StatisticsKey key) {
    Row row = counted(key);
    if (row == null) {
      row = new Row(key, Tally.emptyFor(key.subject()), -1);
      onHeap.add(row);
    }
    return row;
  }

  /**
   * Stores the chunk, since what is added from now on is in no row that was stored; and deletes the
   * chunks that no restart needs: of their rows all are stored whole, and sent.
   */
  private void beginChunk() {
    log.store();
    long needed = Math.min(unstored.oldestChunk(), unsent.oldestChunk());
    log.deleteBefore(Math.min(needed, log.chunk()));
    now = new ChangedRows.Since(log.chunk(), now.watermark(), now.millis());
  }

  private void storeWhole(Row row) {
    unstored.remove(row);
    store(row);
  }

  private void store(Row row) {
    stored.put(row, log.chunk());
  }

  /** Adds to the rows what they do not hold yet; all of them have to be sent. */
  private final class Restoring implements ChangeLog.Reader {
    private final long nowMillis;

    Restoring(long nowMillis) {
      this.nowMillis = nowMillis;
    }

    @Override
    public void added(long chunk, StatisticsKey key, Sample sample) {
      add(chunk, key, sample);
      if (key.subject() instanceof Operation of) {
        add(chunk, new StatisticsKey(new Service(of.service()), key.windowStartMillis()), sample);
      }
    }

    @Override
    public void forgotten(long windowStartMillis) {
      forgetOnHeap(windowStartMillis);
    }

    private void add(long chunk, StatisticsKey key, Sample sample) {
      guard.keep(key.subject(), key.windowStartMillis());
      Row row = row(key);
      ChangedRows.Since then = new ChangedRows.Since(chunk, 0, nowMillis);
      if (chunk > row.storedThrough()) {
        sample.addTo(row.tally());
        onHeap.recount(row);
        unstored.add(row, then);
      }
      unsent.add(row, then);
    }
  }
}
