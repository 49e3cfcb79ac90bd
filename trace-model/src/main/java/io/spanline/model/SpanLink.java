package io.spanline.model;

import org.jspecify.annotations.Nullable;

/**
 * What of a span decides whether its trace is whole and whose calls it answers: who it is, whose
 * child, and what it says of itself.
 *
 * @param spanIdValue the id's eight bytes as a number; ids are not objects here, since each span is
 *     asked for its link again and again
 * @param parentIdValue likewise, or 0 if the span has no parent
 * @param parentPlace where the parent was made
 */
public record SpanLink(
    long spanIdValue,
    long parentIdValue,
    SpanKind kind,
    Remoteness parentPlace,
    Ending ending,
    Step step) {
  public SpanLink {
    if (spanIdValue == 0) {
      throw new IllegalArgumentException("span id must not be zero");
    }
  }

  /** Whether the span had ended when it was sent. */
  public enum Ending {
    ENDED,
    /** It has no end: its times say nothing but when it began. */
    UNFINISHED
  }

  /** What the span did with a message. */
  public enum Step {
    /** Whatever there is besides: it sent one, processed one, or had none. */
    OTHER,
    /** It took one from its destination, or settled it: it did not process it. */
    TAKE
  }

  public SpanKey key() {
    return new SpanKey(new SpanId(spanIdValue), kind);
  }

  /** Null if the span has no parent. */
  public @Nullable SpanId parentId() {
    return parentIdValue == 0 ? null : new SpanId(parentIdValue);
  }

  public boolean isUnfinished() {
    return ending == Ending.UNFINISHED;
  }

  /**
   * Whether the span is a call: a CLIENT or PRODUCER span that does not only take a message from
   * where others sent it.
   */
  public boolean isCall() {
    return kind.isExit() && step == Step.OTHER;
  }
}
