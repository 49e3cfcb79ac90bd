package io.spanline.streams.assembly;

import io.spanline.model.Span;
import io.spanline.model.SpanLink.Ending;
import io.spanline.model.TraceId;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.SpanReader;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How a restart finds the open traces without rows: it places their spans again, from the input
 * between the first of them and the last commit. What was settled by then is left alone; nothing is
 * counted, emitted, closed, cut or evicted.
 */
final class Rereading {
  private final OpenTraces open;
  private final RememberedTraces closed;
  private final InputTrail trail;
  private final InputTrail.Clock clock;
  private final SpanReader reader = new SpanReader();

  private Rereading(OpenTraces open, RememberedTraces closed, InputTrail trail) {
    this.open = open;
    this.closed = closed;
    this.trail = trail;
    this.clock = trail.new Clock();
  }

  /**
   * Reads again what must be, and proves by the account that all open spans were found.
   *
   * @throws OpenSpansException if they were not
   */
  static void run(PartitionAssembler.Memory memory, InputLog log, TopicPartition partition) {
    InputTrail trail = memory.account().trail();
    boolean isWhole = true;
    if (trail.from() < trail.next()) {
      Rereading rereading = new Rereading(memory.open(), memory.closed(), trail);
      isWhole =
          log.read(
              partition,
              Position.offset(trail.from()),
              Position.offset(trail.next()),
              rereading::record);
    }
    memory.closed().resume(trail.next());
    if (trail.horizonMillis() != memory.closed().horizonMillis()) {
      // The next restart could not tell which spans were judged by which horizon.
      memory.rows().moveAllToRows();
    }
    memory.account().found(memory.open().spans(), isWhole);
  }

  /** What was rejected then is none of its spans, and what could not be decoded has none. */
  private void record(long offset, long timestampMillis, byte @Nullable [] value) {
    List<Span> spans = reader.read(value) instanceof Decoded.Spans read ? read.spans() : List.of();
    long position = Position.of(offset);
    long believed = clock.record(position, timestampMillis);
    for (int i = 0; i < spans.size(); i++) {
      long spanPosition = position + i;
      if (spanPosition >= trail.from()) {
        place(spans.get(i), spanPosition, believed);
      }
    }
  }

  private void place(Span span, long position, long timestampMillis) {
    TraceId traceId = span.traceId();
    if (closed.isSettled(traceId, position)) {
      return;
    }
    OpenTrace trace = open.find(traceId);
    if (trace == null) {
      RememberedRow earlier =
          closed.recallAgain(traceId, clock.now(), position, trail.horizonMillis());
      if (!isCopy(span, earlier == null ? null : earlier.ending(span.key()))) {
        trace = open.open(traceId, earlier == null ? null : earlier.trace());
        open.addAgain(trace, arrival(span, position, timestampMillis));
      }
    } else if (!trace.place().isInRows() && !isCopy(span, trace.ending(span.key()))) {
      open.addAgain(trace, arrival(span, position, timestampMillis));
    }
  }

  private static boolean isCopy(Span span, @Nullable Ending copy) {
    return copy == Ending.ENDED || (copy != null && span.link().isUnfinished());
  }

  private Arrival arrival(Span span, long position, long timestampMillis) {
    return new Arrival(span, clock.now(), timestampMillis, position);
  }
}
