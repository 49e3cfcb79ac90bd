package io.spanline.experiments.replay.pair;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span.Link;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.model.Outcome;
import io.spanline.model.Outcome.Reason;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanTree;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.TraceSerde;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts into a {@link TraceTable} what records of {@code traces} tell of a replay's requests.
 *
 * <p>A request's own span is never exported. So it is looked for among the parents that no span of
 * the record has: the parent of an entry span, or of a proxy's span above it.
 */
final class TraceReading {
  // Where much is lost many spans lack their parent; ours began the trace, so it is with the first.
  private static final int MOST_OF_A_RECORD = 4;
  private static final ByteString NO_SPAN = ByteString.copyFrom(new byte[Long.BYTES]);
  private static final Set<Reason> ONLY_A_PARENT = Set.of(Reason.NO_ROOT, Reason.ORPHANS);

  private final TracePrefix prefix;
  private final TraceTable table;
  private final ByteString inText;
  private final ByteString inProtobuf;

  TraceReading(TracePrefix prefix, TraceTable table) {
    this.prefix = prefix;
    this.table = table;
    this.inText = ByteString.copyFromUtf8(prefix.hex());
    this.inProtobuf = ByteString.fromHex(prefix.hex());
  }

  /** Traces of the replay read so far. */
  long traces() {
    return table.traces();
  }

  /** Passes over what is no trace, or names none of the replay. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null || !contains(value, OtlpReader.looksLikeJson(value) ? inText : inProtobuf)) {
      return;
    }
    Trace trace;
    try {
      trace = TraceSerde.read(value, record.headers());
    } catch (IllegalArgumentException e) {
      return;
    }
    if (prefix.isOf(trace.traceId())) {
      addOwn(trace);
    } else {
      trace.spans().stream().filter(span -> span.kind().isEntry()).forEach(this::addLinks);
    }
  }

  private void addOwn(Trace trace) {
    long low = trace.traceId().low();
    SpanTree<Span> tree = new SpanTree<>(trace.spans());
    int entries = 0;
    int others = 0;
    for (Span span : trace.spans()) {
      SpanId parent = missingAbove(tree, span, trace.spans().size());
      if (parent == null) {
        continue;
      }
      if (span.kind().isEntry()) {
        if (entries++ < MOST_OF_A_RECORD) {
          table.add(low, TraceTable.Kind.ENTRY, parent, span.spanId());
        }
      } else if (parent.equals(span.parentId()) && others++ < MOST_OF_A_RECORD) {
        // An entry span below it may come with a revision.
        table.add(low, TraceTable.Kind.BETWEEN, parent, span.spanId());
      }
    }
    table.emitted(low, trace.revision(), emission(trace.outcome()));
  }

  /**
   * The parent that is missing above a span, with nothing but a proxy's own spans between them;
   * null if there is none, or an entry span is above.
   */
  private static @Nullable SpanId missingAbove(SpanTree<Span> tree, Span span, int most) {
    Span at = span;
    for (int i = 0; i < most; i++) {
      Span parent = tree.parent(at);
      if (parent == null) {
        return at.parentId();
      }
      if (parent.kind().isEntry()) {
        return null;
      }
      at = parent;
    }
    return null;
  }

  private static TraceTable.Emission emission(Outcome outcome) {
    boolean isWhole =
        outcome.isComplete()
            ? outcome.remoteParent()
            : ONLY_A_PARENT.containsAll(outcome.reasons()) && outcome.missingParents().size() == 1;
    return isWhole ? TraceTable.Emission.WHOLE : TraceTable.Emission.PARTIAL;
  }

  /** An SDK that begins a trace of its own may link it to the parent that it was named. */
  private void addLinks(Span entry) {
    for (Link link : entry.otlp().getLinksList()) {
      ByteString trace = link.getTraceId();
      ByteString span = link.getSpanId();
      if (trace.size() == 16
          && trace.startsWith(inProtobuf)
          && span.size() == Long.BYTES
          && !span.equals(NO_SPAN)) {
        table.add(TraceId.of(trace).low(), TraceTable.Kind.LINK, SpanId.of(span), entry.spanId());
      }
    }
  }

  private static boolean contains(byte[] value, ByteString part) {
    byte first = part.byteAt(0);
    for (int i = 0; i <= value.length - part.size(); i++) {
      if (value[i] == first && isAt(value, i, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] value, int from, ByteString part) {
    for (int i = 1; i < part.size(); i++) {
      if (value[from + i] != part.byteAt(i)) {
        return false;
      }
    }
    return true;
  }
}
