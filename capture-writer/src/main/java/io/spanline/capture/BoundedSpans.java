package io.spanline.capture;

import io.spanline.capture.SpooledTrace.Revision;
import io.spanline.model.CutPlace;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of one trace as they are read, never much more than a line of a capture holds: what
 * would make the line too long would also fill the heap. Spans go in the {@linkplain CutPlace order
 * of the cut}, whichever record brought them.
 */
final class BoundedSpans {
  private final Set<SpanKey> cut = new HashSet<>();
  private List<Revision> revisions = new ArrayList<>();
  private @Nullable CutPlace lastCut;
  private long bytes;
  private int firstRevision = 1;

  private record Placed(CutPlace place, Span span) {}

  /**
   * Adds a record.
   *
   * @param line the bytes of its line
   */
  void add(Revision revision, long line) {
    firstRevision = bytes == 0 ? revision.trace().revision() : firstRevision;
    revisions.add(revision);
    bytes += line;
    if (bytes > TraceCut.MOST_BYTES && revisions.size() > 1) {
      bound();
    }
  }

  /** The records without the spans that were cut, and without those of which none is left. */
  List<Revision> revisions() {
    return List.copyOf(revisions);
  }

  /** The revision of the first record, be it cut or not. */
  int firstRevision() {
    return firstRevision;
  }

  /** The bytes of all lines that were added. */
  long bytes() {
    return bytes;
  }

  /** The spans that no record holds any more. */
  Outcome.Cut cut() {
    Set<SpanKey> gone = new HashSet<>(cut);
    revisions.forEach(one -> one.trace().spans().forEach(span -> gone.remove(span.key())));
    return Outcome.Cut.of(gone);
  }

  /** A span's protobuf is shorter than its JSON: all that a line could hold is kept. */
  private void bound() {
    List<Placed> lastCutFirst =
        revisions.stream()
            .flatMap(one -> one.trace().spans().stream())
            .map(span -> new Placed(span.cutPlace(), span))
            .sorted(Comparator.comparing(Placed::place).reversed())
            .toList();
    long room = TraceCut.MOST_BYTES;
    for (Placed each : lastCutFirst) {
      room -= each.span().otlp().getSerializedSize();
      if (room < 0) {
        CutPlace place = each.place();
        lastCut = lastCut == null || lastCut.compareTo(place) < 0 ? place : lastCut;
        break;
      }
    }
    if (lastCut != null) {
      cutUpTo(lastCut);
    }
  }

  private void cutUpTo(CutPlace last) {
    List<Revision> kept = new ArrayList<>();
    for (Revision one : revisions) {
      List<Span> spans = new ArrayList<>();
      for (Span span : one.trace().spans()) {
        if (span.cutPlace().compareTo(last) > 0) {
          spans.add(span);
        } else {
          cut.add(span.key());
        }
      }
      if (!spans.isEmpty()) {
        Trace trace = one.trace();
        kept.add(
            new Revision(
                new Trace(trace.traceId(), trace.revision(), trace.outcome(), spans), one.time()));
      }
    }
    revisions = kept;
  }
}
