package io.spanline.capture;

import io.spanline.captures.line.CaptureLine;
import io.spanline.model.Outcome;
import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
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
   * The trace if its line is short enough, else cut until it is; null if no span fits.
   *
   * @param bytes what its line takes, or more
   * @param left the spans that were left out before
   */
  static @Nullable Trace of(Trace trace, long bytes, Outcome.Cut left) {
    Trace fitting =
        bytes <= MOST_BYTES ? trace : trace.cutTo(cut -> TraceJson.size(cut) <= MOST_BYTES);
    if (fitting == null) {
      return null;
    }
    Outcome outcome = fitting.outcome().without(left);
    if (outcome.equals(trace.outcome())) {
      return trace;
    }
    LOG.atWarn()
        .addKeyValue("traceId", trace.traceId())
        .addKeyValue("spans", outcome.truncated() - trace.outcome().truncated())
        .log("cut a trace whose line would be too long");
    return new Trace(trace.traceId(), trace.revision(), outcome, fitting.spans());
  }
}
