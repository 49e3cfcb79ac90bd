package io.spanline.streams.statistics;

import io.spanline.statistics.LatencyDigest;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.statistics.Tally;
import org.jspecify.annotations.Nullable;

/** A subject's row of a window, on the heap, and where it stands in logs and queues. */
final class Row {

  /** What its subject is. */
  enum Kind {
    SERVICE,
    OPERATION,
    EDGE
  }

  /** What it waits for after a change. */
  enum Queue {
    TO_BE_SENT,
    TO_BE_STORED,
    /** Large rows are stored with each commit. */
    TO_BE_COMMITTED
  }

  // With its key's names, and its entries in the map of rows and in two queues.
  private static final int OBJECT_BYTES = 300;

  private final StatisticsKey key;
  private final Tally tally;
  private final Kind kind;
  private final String name;
  private final String within;
  private final long windowStartMillis;
  private @Nullable Row service;
  private int charged;
  private long storedThrough;
  private long changedInTick;
  private long sentInTick = Long.MIN_VALUE;
  // A bit for each queue that it stands in: a look into a map for each sample was dearer.
  private int queues;
  // Its number in a chunk of the change log.
  private long chunk = -1;
  private int numberInChunk;

  /**
   * A row as it was stored.
   *
   * @param storedThrough the last chunk of the change log that the tally holds
   */
  Row(StatisticsKey key, Tally tally, long storedThrough) {
    this.key = key;
    windowStartMillis = key.windowStartMillis();
    this.tally = tally;
    this.storedThrough = storedThrough;
    StatisticsSubject subject = key.subject();
    if (subject instanceof Operation of) {
      kind = Kind.OPERATION;
      name = of.service();
      within = of.operation();
    } else if (subject instanceof Edge edge) {
      kind = Kind.EDGE;
      name = edge.caller();
      within = edge.callee();
    } else {
      kind = Kind.SERVICE;
      name = ((Service) subject).service();
      within = "";
    }
  }

  StatisticsKey key() {
    return key;
  }

  Tally tally() {
    return tally;
  }

  Kind kind() {
    return kind;
  }

  /** The service, or the caller. */
  String name() {
    return name;
  }

  /** The operation, the callee, or nothing. */
  String within() {
    return within;
  }

  long windowStartMillis() {
    return windowStartMillis;
  }

  /** The row of the operation's service that was found last; it may have left the heap since. */
  @Nullable Row service() {
    return service;
  }

  void service(Row service) {
    this.service = service;
  }

  /** Names come interned as a rule. */
  boolean isOf(Kind kind, String name, String within, long windowStartMillis) {
    return this.windowStartMillis == windowStartMillis
        && this.kind == kind
        && isSame(this.name, name)
        && isSame(this.within, within);
  }

  /** Whether its bytes grow no more, so that it is stored whole and not change by change. */
  boolean isLarge() {
    return tally.count() > LatencyDigest.EXACT_SAMPLES;
  }

  /**
   * How much more it takes of the heap than when it was counted last, by estimate: itself, its key,
   * its places in maps and queues. A tally takes more also after it was encoded.
   */
  int recount() {
    int before = charged;
    charged = OBJECT_BYTES + tally.heapBytes();
    return charged - before;
  }

  /** It leaves the heap: returns what it was counted for. */
  int discharge() {
    int before = charged;
    charged = 0;
    return before;
  }

  /** Whether {@link RowsOnHeap} has it. */
  boolean isOnHeap() {
    return charged > 0;
  }

  long storedThrough() {
    return storedThrough;
  }

  void storedThrough(long chunk) {
    storedThrough = chunk;
  }

  long changedInTick() {
    return changedInTick;
  }

  void changedInTick(long tick) {
    changedInTick = tick;
  }

  /** The tick in which it was handed over last. */
  long sentInTick() {
    return sentInTick;
  }

  void sentInTick(long tick) {
    sentInTick = tick;
  }

  boolean isQueued() {
    return queues != 0;
  }

  boolean isIn(Queue queue) {
    return (queues & bit(queue)) != 0;
  }

  /** Whether it was not in the queue. */
  boolean enters(Queue queue) {
    boolean isNew = !isIn(queue);
    queues |= bit(queue);
    return isNew;
  }

  void leaves(Queue queue) {
    queues &= ~bit(queue);
  }

  /** Its number in that chunk, or -1 if it has none yet. */
  int numberIn(long chunk) {
    return this.chunk == chunk ? numberInChunk : -1;
  }

  void number(long chunk, int number) {
    this.chunk = chunk;
    numberInChunk = number;
  }

  @SuppressWarnings("EnumOrdinal") // a bit each, on the heap only
  private static int bit(Queue queue) {
    return 1 << queue.ordinal();
  }

  @SuppressWarnings("ReferenceEquality") // Equality comes second.
  private static boolean isSame(String own, String other) {
    return own == other || own.equals(other);
  }
}
