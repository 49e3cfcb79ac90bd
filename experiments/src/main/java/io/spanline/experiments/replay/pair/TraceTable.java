package io.spanline.experiments.replay.pair;

import io.spanline.captures.replay.Pair;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.model.SpanId;
import java.util.HashSet;
import java.util.Set;

/**
 * What is remembered of the traces of a replay: 25 bytes a row, and a row for most traces. All have
 * the same first half of their id, so the second is the key. Open addressing with linear probing;
 * nothing is ever removed.
 */
final class TraceTable implements Pairs {
  private static final int FIRST_PLACES = 1 << 10;
  private static final int ANY = 0xff;
  private static final int EMITTED = 16;
  private static final int WHOLE = 32;

  private final TracePrefix prefix;
  private Rows rows = new Rows(FIRST_PLACES);
  private long emitted;

  TraceTable(TracePrefix prefix) {
    this.prefix = prefix;
  }

  /** What a row says. */
  enum Kind {
    /** An entry span is below a parent that is missing. */
    ENTRY(1),
    /** Another span is below a parent that is missing. */
    BETWEEN(2),
    /** An entry span of another trace links to the parent. */
    LINK(4),
    /** Nothing but how the trace was emitted, which any row may say besides. */
    NOTHING(8);

    private final int bit;

    Kind(int bit) {
      this.bit = bit;
    }
  }

  /** How a trace was emitted. */
  enum Emission {
    /** Nothing is missing but the request's own span. */
    WHOLE,
    PARTIAL
  }

  /** How many traces were emitted. */
  long traces() {
    return emitted;
  }

  /** Adds what a span says of a trace; said again, it counts once. */
  void add(long trace, Kind kind, SpanId parent, SpanId span) {
    for (int row = rows.next(trace, -1); row >= 0; row = rows.next(trace, row)) {
      if (rows.is(row, kind.bit)
          && rows.parents[row] == parent.value()
          && rows.spans[row] == span.value()) {
        return;
      }
    }
    insert(trace, kind, parent.value(), span.value());
  }

  /**
   * Says how a trace was emitted. The last revision counts. One that is the first again knows
   * nothing of the spans before it: it makes no trace worse.
   */
  void emitted(long trace, int revision, Emission emission) {
    int row = rows.first(trace, EMITTED);
    if (row < 0) {
      emitted++;
      row = rows.first(trace, ANY);
    }
    if (row < 0) {
      row = insert(trace, Kind.NOTHING, 0, 0);
    }
    boolean stays = emission == Emission.WHOLE || (revision == 1 && rows.is(row, WHOLE));
    int state = (rows.states[row] & ~WHOLE) | EMITTED;
    rows.states[row] = (byte) (stays ? state | WHOLE : state);
  }

  private int insert(long trace, Kind kind, long parent, long span) {
    if (rows.isFull()) {
      rows = rows.doubled();
    }
    return rows.insert(trace, parent, span, (byte) kind.bit);
  }

  @Override
  public Pair of(ReplayLine line) {
    if (!prefix.isOf(line.traceId())) {
      throw new IllegalArgumentException(
          "trace id %s does not begin with %s".formatted(line.traceId(), prefix));
    }
    long trace = line.traceId().low();
    long own = line.spanId().value();
    int entries = below(trace, proxies(trace, own), Kind.ENTRY).size();
    if (entries > 1) {
      return Pair.TWICE;
    }
    if (entries == 1) {
      return rows.first(trace, WHOLE) < 0 ? Pair.INCOMPLETE : Pair.FOUND;
    }
    boolean isTold =
        rows.first(trace, EMITTED) >= 0 || !below(trace, Set.of(own), Kind.LINK).isEmpty();
    return isTold ? Pair.RESTARTED : Pair.NOT_RECORDED;
  }

  /** The request's own span, and those between it and an entry span. */
  private Set<Long> proxies(long trace, long own) {
    Set<Long> known = new HashSet<>(Set.of(own));
    while (known.addAll(below(trace, known, Kind.BETWEEN))) {
      // Those below are looked for next.
    }
    return known;
  }

  private Set<Long> below(long trace, Set<Long> parents, Kind kind) {
    Set<Long> below = new HashSet<>();
    for (int row = rows.next(trace, -1); row >= 0; row = rows.next(trace, row)) {
      if (rows.is(row, kind.bit) && parents.contains(rows.parents[row])) {
        below.add(rows.spans[row]);
      }
    }
    return below;
  }

  /** Places for rows; at least a quarter is empty. */
  private static final class Rows {
    private final long[] traces;
    private final long[] parents;
    private final long[] spans;
    private final byte[] states;
    private int used;

    Rows(int places) {
      traces = new long[places];
      parents = new long[places];
      spans = new long[places];
      states = new byte[places];
    }

    boolean isFull() {
      return used > states.length / 4 * 3;
    }

    Rows doubled() {
      Rows doubled = new Rows(2 * states.length);
      for (int row = 0; row < states.length; row++) {
        if (states[row] != 0) {
          doubled.insert(traces[row], parents[row], spans[row], states[row]);
        }
      }
      return doubled;
    }

    int insert(long trace, long parent, long span, byte state) {
      int row = place(trace);
      while (states[row] != 0) {
        row = after(row);
      }
      traces[row] = trace;
      parents[row] = parent;
      spans[row] = span;
      states[row] = state;
      used++;
      return row;
    }

    /** The trace's row after another, or its first after -1; -1 if there is none. */
    int next(long trace, int before) {
      int row = before < 0 ? place(trace) : after(before);
      while (states[row] != 0) {
        if (traces[row] == trace) {
          return row;
        }
        row = after(row);
      }
      return -1;
    }

    /** The trace's first row with any of these bits; -1 if there is none. */
    int first(long trace, int bits) {
      int row = next(trace, -1);
      while (row >= 0 && !is(row, bits)) {
        row = next(trace, row);
      }
      return row;
    }

    boolean is(int row, int bits) {
      return (states[row] & bits) != 0;
    }

    private int place(long trace) {
      return Long.hashCode(trace) & (states.length - 1);
    }

    private int after(int row) {
      return (row + 1) & (states.length - 1);
    }
  }
}
