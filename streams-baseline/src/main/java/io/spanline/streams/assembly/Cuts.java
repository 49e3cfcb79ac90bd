package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.Outcome;
import io.spanline.model.SpanKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the caps cut from an open trace since its last emission, and which of its spans they cut
 * next. Most traces never reach a cap: they share one without cuts, and maps and orders are made
 * when one first does.
 */
final class Cuts {
  private final SpanCaps caps;
  private Map<SpanKey, CutSpan> spans = Map.of();
  private @Nullable TreeSet<Arrival> firstCutFirst;
  private @Nullable CutPlace last;
  private Refused refused = Refused.NONE;

  /**
   * @param last in the order of the cut of what was cut from earlier revisions; null if nothing was
   */
  Cuts(SpanCaps caps, @Nullable CutPlace last) {
    this.caps = caps;
    this.last = last;
  }

  /** The last in the order of the cut that a cap cut; null if none did. */
  @Nullable CutPlace last() {
    return last;
  }

  /** The spans that were cut, in the order they were. */
  Collection<CutSpan> spans() {
    return spans.values();
  }

  @Nullable CutSpan find(SpanKey key) {
    return spans.get(key);
  }

  /**
   * Whether a further span can be kept, or cut so that its facts are kept.
   *
   * @param before spans that were cut from earlier revisions
   * @param keptSpans of all revisions, of {@code bytes}
   */
  boolean take(Arrival arrival, int before, int keptSpans, long bytes) {
    int cut = before + spans.size();
    return covers(arrival) ? caps.allowCut(cut) : caps.take(arrival, cut, keptSpans, bytes);
  }

  /** Whether the span is cut for others that were. */
  private boolean covers(Arrival arrival) {
    return last != null && arrival.cutPlace().compareTo(last) < 0;
  }

  /** Returns the copy whose place it takes; null if there was none. */
  @Nullable CutSpan add(CutSpan span) {
    boolean counts = fitsAlone(span.bytes());
    if (counts && (last == null || last.compareTo(span.cutPlace()) < 0)) {
      last = span.cutPlace();
    }
    spans = spans.isEmpty() ? new LinkedHashMap<>() : spans;
    return spans.put(span.facts().key(), span);
  }

  void kept(Arrivals arrivals, SpanKey key) {
    if (firstCutFirst != null) {
      firstCutFirst.add(Objects.requireNonNull(arrivals.find(key)));
    }
  }

  void left(Arrival arrival) {
    if (firstCutFirst != null) {
      firstCutFirst.remove(arrival);
    }
  }

  /** Whether nothing is to be cut, as in most traces. */
  boolean areDone(int keptSpans, long bytes) {
    return last == null && caps.allow(keptSpans, bytes);
  }

  /**
   * The span to be cut next; null if the caps are kept.
   *
   * @param arrivals the spans that are left
   * @param keptSpans of all revisions, of {@code bytes}
   */
  @Nullable Arrival next(Arrivals arrivals, int keptSpans, long bytes) {
    if (areDone(keptSpans, bytes)) {
      return null;
    }
    if (firstCutFirst == null) {
      firstCutFirst =
          new TreeSet<>(
              Comparator.<Arrival, Boolean>comparing(span -> fitsAlone(span.bytes()))
                  .thenComparing(Arrival::cutPlace));
      firstCutFirst.addAll(arrivals.all());
    }
    boolean isCut =
        !firstCutFirst.isEmpty()
            && (!caps.allow(keptSpans, bytes) || covers(firstCutFirst.first()));
    return isCut ? firstCutFirst.first() : null;
  }

  private boolean fitsAlone(int spanBytes) {
    return spanBytes <= caps.maxBytes();
  }

  void refused(Refused spans) {
    refused = spans;
  }

  Refused refused() {
    return refused;
  }

  /** How many spans that is, remembered or not. */
  Outcome.Cut count() {
    return Outcome.Cut.of(spans.keySet()).and(refused.cut());
  }
}
