package io.spanline.streams.assembly;

/**
 * How much is kept of one trace, over all its revisions.
 *
 * @param maxSpans most spans that are kept
 * @param maxBytes most bytes of spans that are kept
 * @param maxCutSpans of how many further spans the facts are kept; of those beyond nothing is, so
 *     that a copy of such a span counts again, and its calls find no answer
 */
record SpanCaps(int maxSpans, long maxBytes, int maxCutSpans) {
  private static final int MOST_CUT_SPANS = 100_000;
  // A trace that waits for a revision is charged for what came before: that must not fill the heap.
  private static final int SHARE_OF_OPEN_BYTES = 8;

  static SpanCaps of(AssemblyRules rules, MemoryBounds bounds) {
    long affordable = bounds.openBytes() / SHARE_OF_OPEN_BYTES / HeapEstimate.EARLIER_SPAN;
    long maxCutSpans = Math.min(Math.min(10L * rules.maxSpans(), MOST_CUT_SPANS), affordable);
    return new SpanCaps(rules.maxSpans(), rules.maxBytes(), (int) maxCutSpans);
  }

  /** Whether that many spans and bytes can be kept. */
  boolean allow(int spans, long bytes) {
    return spans <= maxSpans && bytes <= maxBytes;
  }

  /**
   * Whether a further span can be kept, or cut so that its facts are kept.
   *
   * @param cut spans of the trace whose facts alone are kept
   * @param kept spans of the trace that are kept, of {@code keptBytes}
   */
  boolean take(Arrival arrival, int cut, int kept, long keptBytes) {
    return allowCut(cut) || allow(kept + 1, keptBytes + arrival.bytes());
  }

  /** Whether the facts of a further span can be kept, beside those of that many cut ones. */
  boolean allowCut(int cut) {
    return cut < maxCutSpans;
  }
}
