package io.spanline.streams.assembly;

import io.spanline.model.Span;

/**
 * What traces take of the heap, by estimate. Measured on a 64-bit JVM with compressed pointers, as
 * the heap that 200 000 open spans keep after a collection: within 5 %, for traces of 1 to 500
 * spans and for spans of 270 B to 2 kB.
 */
final class HeapEstimate {
  /** An open trace: itself, its lists and tables, its places in the indexes. */
  static final int TRACE = 431;

  /** A cut span: its facts, its key and link in maps and sets, its row in the store. */
  static final int CUT_SPAN = 1_000;

  /** What else an open trace has if it was emitted before: maps, sets, its earlier outcome. */
  static final int EARLIER = 480;

  /** A span of an earlier revision: its key, its link, the name of its service. */
  static final int EARLIER_SPAN = 230;

  /** An end of a call that an earlier revision left: its facts. */
  static final int UNPAIRED = 210;

  /** A resource or scope besides its bytes: its objects, and its place among those in use. */
  static final int SHARED_PART = 200;

  /** Besides those: an operation and a peer of a resource and scope, with their number. */
  static final int SHARED_NAMES = 150;

  /** A row of the open traces besides the bytes of its value: its key, its span's in maps. */
  static final int ROW = 260;

  // Its places in the trace.
  private static final int SPAN = 30;

  private HeapEstimate() {}

  /** A kept span without what it shares: its message stays bytes. */
  static int span(Span span) {
    return SPAN + HeldSpans.slotBytes(span);
  }

  /** What an open trace takes for its earlier revisions. */
  static long earlier(int links, int unpaired) {
    return EARLIER + (long) links * EARLIER_SPAN + (long) unpaired * UNPAIRED;
  }
}
