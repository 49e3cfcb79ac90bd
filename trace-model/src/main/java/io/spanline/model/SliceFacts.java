package io.spanline.model;

import org.jspecify.annotations.Nullable;

/** Where the facts of a span are put, to be used again for the next: one for each reader. */
public final class SliceFacts {
  // Where the ids stand in what protobuf writes: each after its tag and length.
  private static final byte FIRST = 2;
  private static final byte SECOND = FIRST + 16 + 2;

  // A hot path: fields that are set as the bytes are read, for a span each.
  /** Where the bytes of the two ids stand in those of the span; 0 while unknown. */
  public byte traceIdAt;

  public byte idAt;
  public long parentId;
  public long startNanos;
  public long endNanos;
  public int flags;
  public SpanKind kind = SpanKind.UNSPECIFIED;
  public String operation = "";
  public @Nullable String peer;
  public boolean isError;
  public boolean takesMessage;
  public boolean isSampled;

  public void clear() {
    traceIdAt = 0;
    idAt = 0;
    parentId = 0;
    startNanos = 0;
    endNanos = 0;
    flags = 0;
    kind = SpanKind.UNSPECIFIED;
    operation = "";
    peer = null;
    isError = false;
    takesMessage = false;
    isSampled = false;
  }

  /** Those of a span whose message is written by protobuf. */
  static SliceFacts of(Span span) {
    SliceFacts facts = new SliceFacts();
    facts.traceIdAt = FIRST;
    facts.idAt = SECOND;
    facts.parentId = span.parentIdValue();
    facts.startNanos = span.startNanos();
    facts.endNanos = span.endNanos();
    facts.flags = span.flags();
    facts.kind = span.kind();
    facts.operation = span.operation();
    facts.peer = span.peer();
    facts.isError = span.isError();
    facts.takesMessage = span.takesMessage();
    facts.isSampled = span.isSampled();
    return facts;
  }
}
