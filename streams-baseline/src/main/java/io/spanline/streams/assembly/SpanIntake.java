package io.spanline.streams.assembly;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.spanline.model.Span;
import io.spanline.model.TraceId;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes records; what it cannot use it forwards as dead letters, with headers that say why. */
public final class SpanIntake implements Processor<byte[], byte[], byte[], Intake> {
  private @Nullable ProcessorContext<byte[], Intake> context;
  private final ReasonLog log = new ReasonLog();

  @Override
  public void init(ProcessorContext<byte[], Intake> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Decoded decoded = OtlpReader.read(record.value());
    if (decoded instanceof Decoded.Spans read) {
      read.rejected().forEach(rejected -> reject(record, rejected));
      boolean unkeyed = !keyedByTraceId(record.key(), read.spans());
      forward(
          record.withValue(
              new Intake.DecodedRecord(read.spans(), read.rejected().size(), unkeyed)));
    } else if (decoded instanceof Decoded.Malformed malformed) {
      refuse(record, malformed);
    }
  }

  private void refuse(Record<byte[], byte[]> record, Decoded.Malformed malformed) {
    byte[] value = record.value();
    // The array is the consumer's own and is not written to again.
    ByteString bytes = value == null ? null : UnsafeByteOperations.unsafeWrap(value);
    Record<byte[], Intake> letter = record.withValue(new Intake.Undecodable(bytes));
    forward(withReason(letter, malformed.reason(), malformed.detail()));
  }

  private void reject(Record<byte[], byte[]> record, Decoded.Rejected rejected) {
    Record<byte[], Intake> letter = record.withValue(new Intake.RejectedSpan(rejected.otlp()));
    forward(withReason(letter, rejected.reason(), "span cannot be used"));
  }

  private Record<byte[], Intake> withReason(
      Record<byte[], Intake> letter, Decoded.Reason reason, String detail) {
    log.warn(reason, detail, context().currentSystemTimeMs());
    return DeadLetterHeaders.on(letter, reason, context().recordMetadata().orElseThrow());
  }

  private void forward(Record<byte[], Intake> record) {
    context().forward(record);
  }

  private ProcessorContext<byte[], Intake> context() {
    if (context == null) {
      throw new IllegalStateException("init comes first");
    }
    return context;
  }

  /** A record without a usable span has nothing that its key could contradict. */
  private static boolean keyedByTraceId(byte @Nullable [] key, List<Span> spans) {
    if (spans.isEmpty()) {
      return true;
    }
    TraceId traceId = spans.get(0).traceId();
    return key != null
        && new String(key, StandardCharsets.UTF_8).equalsIgnoreCase(traceId.hex())
        && spans.stream().allMatch(span -> span.traceId().equals(traceId));
  }
}
