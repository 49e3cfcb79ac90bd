package io.spanline.otlp;

import io.spanline.model.Span;
import java.util.List;

/** What came of reading one record: its spans, or why it has none. */
public sealed interface Decoded {

  /**
   * A readable record; single spans of it may still be unusable.
   *
   * @param repaired how many of all its spans had text that was not UTF-8
   */
  record Spans(List<Span> spans, List<Rejected> rejected, int repaired) implements Decoded {
    public Spans {
      spans = List.copyOf(spans);
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * A record that is not OTLP at all, or that would be too much for its size.
   *
   * @param detail the field by its path and what is wrong with it; may quote the sender
   */
  record Malformed(Reason reason, String detail) implements Decoded {}

  /** A span that cannot be used. Not encoded yet: its resource may be large and shared by many. */
  record Rejected(Reason reason, Span span) {
    /** Which field of it is wrong, and how. */
    public String detail() {
      var otlp = span.otlp();
      if (reason == Reason.BAD_TRACE_ID) {
        return "traceId must be 16 bytes, not all of them zero; was %d bytes"
            .formatted(otlp.getTraceId().size());
      }
      return "spanId must be 8 bytes, not all of them zero, and parentSpanId 8 or none; were %d and %d"
          .formatted(otlp.getSpanId().size(), otlp.getParentSpanId().size());
    }
  }

  /** Why something went to the dead letters; the word is the header's value. */
  enum Reason {
    EMPTY("empty"),
    NOT_OTLP("not-otlp"),
    NO_SPANS("no-spans"),
    TOO_MUCH("too-much"),
    BAD_TRACE_ID("bad-trace-id"),
    BAD_SPAN_ID("bad-span-id");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
