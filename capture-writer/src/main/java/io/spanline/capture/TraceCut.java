package io.spanline.capture;

import io.spanline.captures.line.CaptureLine;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a trace that no line of a capture would hold: several large records of a trace that are
 * joined, or one in protobuf that JSON makes ten times as long. The line says what was cut, as
 * assembly does; a span alone is never cut.
 */
final class TraceCut {
  static final int MOST_BYTES = CaptureLine.MOST_BYTES - CaptureLine.moreBytes();

  private static final Logger LOG = LoggerFactory.getLogger(TraceCut.class);

  private TraceCut() {}

  /**
   * The trace if its line is short enough, else without its largest spans; null if no span fits.
   *
   * @param bytes what its line takes, or more
   * @param left the spans that were left out before
   */
  static @Nullable Trace of(Trace trace, long bytes, int left) {
    Trace fitting = trace;
    for (long most = MOST_BYTES; bytes > MOST_BYTES && !fits(fitting); most /= 2) {
      fitting = smallest(trace, most);
    }
    if (bytes > MOST_BYTES && TraceJson.size(fitting) > MOST_BYTES) {
      return null;
    }
    int cut = left + trace.spans().size() - fitting.spans().size();
    if (cut == 0) {
      return trace;
    }
    LOG.atWarn()
        .addKeyValue("traceId", trace.traceId())
        .addKeyValue("spans", cut)
        .log("cut a trace whose line would be too long");
    Outcome outcome = trace.outcome().with(Outcome.Reason.TRUNCATED, cut);
    return new Trace(trace.traceId(), trace.revision(), outcome, fitting.spans());
  }

  private static boolean fits(Trace trace) {
    return trace.spans().size() == 1 || TraceJson.size(trace) <= MOST_BYTES;
  }

  /** The smallest spans that fit into these bytes; at least one. */
  private static Trace smallest(Trace trace, long most) {
    List<Sized> bySize =
        trace.spans().stream().map(Sized::of).sorted(Comparator.comparing(Sized::bytes)).toList();
    int kept = 0;
    long bytes = 0;
    while (kept < bySize.size() && bytes + bySize.get(kept).bytes() <= most) {
      bytes += bySize.get(kept++).bytes();
    }
    List<Span> spans = bySize.stream().limit(Math.max(1, kept)).map(Sized::span).toList();
    return new Trace(trace.traceId(), trace.revision(), trace.outcome(), spans);
  }

  private record Sized(Span span, long bytes) {
    static Sized of(Span span) {
      Trace alone = new Trace(span.traceId(), 1, Outcome.COMPLETE, List.of(span));
      return new Sized(span, TraceJson.size(alone));
    }
  }
}
