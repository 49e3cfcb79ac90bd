package io.spanline.clients.recount;

import io.spanline.captures.TraceInRange;
import io.spanline.captures.line.CaptureReader;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The traces of a capture, held against those of the topic that it was read from. A capture is
 * cleaned, so only what cleaning keeps is compared: ids, parents, kinds, times and status codes of
 * the spans, revision and outcome.
 */
final class CapturedTraces {
  private final Map<TraceId, Line> lines = new HashMap<>();
  private final List<String> differences = new ArrayList<>();
  private final Manifest manifest;
  private long traces;
  private long spans;
  private long cut;
  private long leftOut;

  /** Reads the lines of a capture; a line stays in memory as a few numbers. */
  CapturedTraces(Path capture, Manifest manifest) throws IOException {
    this.manifest = manifest;
    CaptureReader.read(capture, trace -> lines.put(trace.traceId(), Line.of(trace)));
  }

  /**
   * What is compared of a trace.
   *
   * @param sum over the spans; equal spans have equal sums, in any order
   */
  private record Line(int revision, String outcome, int truncated, int spans, long sum) {
    static Line of(Trace trace) {
      long sum = trace.spans().stream().mapToLong(Line::sum).sum();
      return new Line(
          trace.revision(),
          trace.outcome().word(),
          trace.outcome().truncated(),
          trace.spans().size(),
          sum);
    }

    private static long sum(Span span) {
      SpanId parent = span.parentId();
      long sum = span.spanId().value();
      for (long each :
          new long[] {
            parent == null ? 0 : parent.value(),
            span.otlp().getKindValue(),
            span.startNanos(),
            span.endNanos(),
            span.otlp().getStatus().getCodeValue()
          }) {
        sum = (sum ^ sum >>> 32) * 0x9e3779b97f4a7c15L + each;
      }
      return sum ^ sum >>> 29;
    }

    @Override
    public String toString() {
      return "revision %d, %s, %d spans".formatted(revision, outcome, spans);
    }
  }

  /** Compares a trace of the topic, joined from all records of it that the snapshot read. */
  void compare(Trace trace) {
    Line there = Line.of(trace);
    Line here = lines.remove(trace.traceId());
    if (here == null) {
      if (manifest.selection().where().mayTake(trace.traceId())
          && new TraceInRange(trace, manifest.range()).touches()) {
        leftOut++;
        if (manifest.selection().equals(Selection.ALL)) {
          differences.add("trace %s is not in the capture".formatted(trace.traceId()));
        }
      }
      return;
    }
    traces++;
    spans += there.spans();
    if (here.truncated() > there.truncated()) {
      // A line would have been too long: the capture says how many spans it left out.
      cut++;
    } else if (!here.equals(there)) {
      differences.add(
          "trace %s: %s in the topic, %s in the capture%s"
              .formatted(
                  trace.traceId(),
                  there,
                  here,
                  there.toString().equals(here.toString())
                      ? ": ids, parents, kinds, times or statuses differ"
                      : ""));
    }
  }

  /** In words, every difference, once each trace of the topic was compared. */
  List<String> differences() {
    List<String> all = new ArrayList<>(differences);
    lines.keySet().forEach(id -> all.add("trace %s is not in the topic".formatted(id)));
    long said = manifest.counts().leftOut();
    if (!manifest.selection().equals(Selection.ALL) && said != leftOut) {
      all.add(
          "%d traces of the range are not in the capture, its manifest says %d were left out"
              .formatted(leftOut, said));
    }
    return all;
  }

  /** Whether the topic holds none of the capture's traces, once each of the topic was compared. */
  boolean isOfOtherRecords() {
    return traces == 0 && !lines.isEmpty();
  }

  /** How many of the capture's traces are in the topic. */
  long traces() {
    return traces;
  }

  /** The spans of those, as the topic holds them. */
  long spans() {
    return spans;
  }

  /** How many were cut because a line would have been too long: their spans are not compared. */
  long cut() {
    return cut;
  }
}
