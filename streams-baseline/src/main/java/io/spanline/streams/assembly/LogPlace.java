package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a restart finds an open trace: in the input, from the position of its first span on, or in
 * rows. Of {@link OpenTraceRows} alone.
 */
final class LogPlace {
  static final int NOWHERE = -1;

  final OpenTrace trace;

  /** The position of the first span that came; of a trace in rows without meaning. */
  long firstPosition = -1;

  /** What the trace's rows take of the heap, by estimate; 0 if it is not in rows. */
  long rowBytes;

  /** Where it stands among those without rows; of {@link LogPlaces} alone. */
  int index = NOWHERE;

  /** Spans that differ from their rows; null while no row is needed. */
  private @Nullable Set<SpanKey> changed;

  private boolean stored;

  LogPlace(OpenTrace trace) {
    this.trace = trace;
  }

  /** The trace is another one, of which nothing came yet. */
  void renew() {
    firstPosition = -1;
    rowBytes = 0;
    stored = false;
    if (changed != null) {
      changed = null;
    }
  }

  boolean isNew() {
    return firstPosition < 0 && !isInRows();
  }

  /** Whether the trace is, or at the next commit will be, in rows. */
  boolean isInRows() {
    return changed != null;
  }

  /** Whether the store has rows of the trace. */
  boolean isStored() {
    return stored;
  }

  /** From now on the trace is kept in rows, of which none is written yet. */
  void moveToRows() {
    changed = new LinkedHashSet<>();
    trace.arrivals().forEach(kept -> changed.add(kept.key()));
    trace.cutSpans().forEach(cut -> changed.add(cut.facts().key()));
  }

  /** The rows of the trace were read: they are all that is known of it. */
  void restored() {
    changed = new LinkedHashSet<>();
    stored = true;
  }

  /** The row of a span is no longer what the span is. */
  void change(SpanKey span) {
    if (changed != null) {
      changed.add(span);
    }
  }

  /** The spans whose rows are to be written, which they then are. */
  Set<SpanKey> takeChanged() {
    Set<SpanKey> taken = changed == null ? Set.of() : changed;
    changed = new LinkedHashSet<>();
    stored = true;
    return taken;
  }
}
