package io.spanline.streams.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.spanline.model.Span;
import io.spanline.model.TraceId;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.SpanReader;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Decodes records; what it cannot use it forwards as dead letters, with headers that say why. */
public final class SpanIntake implements Processor<byte[], byte[], byte[], Intake> {
  /** The stage after it, which counts records that could not be read, too. */
  public static final String ASSEMBLY = "trace-assembly";

  /** Where it sends what cannot be used. */
  public static final String DEAD_LETTERS = "dead-letters-of-intake";

  // Most bytes that the letters of one record's bad spans may take if the record itself is less.
  private static final int LETTERS_BYTES = 1 << 20;
  // Half of a trace id's.
  private static final int HALF_DIGITS = 16;
  private static final byte[] LOWER_CASE = "0123456789abcdef".getBytes(US_ASCII);
  private static final byte[] UPPER_CASE = "0123456789ABCDEF".getBytes(US_ASCII);

  private final Supplier<Consumer<byte[]>> spentOfThread;
  private Consumer<byte[]> spent = array -> {};
  private @Nullable ProcessorContext<byte[], Intake> context;
  private final ReasonLog log = new ReasonLog();
  private final SpanReader reader = new SpanReader();

  /**
   * Makes one for a task.
   *
   * @param spentOfThread what takes, in the thread that asks, key and value of a record, which
   *     nobody reads any more: whoever keeps a span has copied its bytes
   */
  public SpanIntake(Supplier<Consumer<byte[]>> spentOfThread) {
    this.spentOfThread = spentOfThread;
  }

  @Override
  public void init(ProcessorContext<byte[], Intake> context) {
    this.context = context;
    // The thread has polled already, and the task stays with it: one that moves is made anew.
    spent = spentOfThread.get();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Decoded decoded = reader.read(record.value());
    if (decoded instanceof Decoded.Spans read) {
      reject(record, read.rejected());
      boolean unkeyed = !keyedByTraceId(record.key(), read.spans());
      Intake spans =
          new Intake.DecodedRecord(read.spans(), read.rejected().size(), unkeyed, read.repaired());
      // To the one child that wants it: each that is visited costs a copy of the record.
      context().forward(new Record<>(record.key(), spans, record.timestamp()), ASSEMBLY);
      if (read.rejected().isEmpty()) {
        giveBack(record);
      }
    } else if (decoded instanceof Decoded.Malformed malformed) {
      refuse(record, malformed);
    }
  }

  private void giveBack(Record<byte[], byte[]> record) {
    if (record.key() != null) {
      spent.accept(record.key());
    }
    spent.accept(record.value());
  }

  private void refuse(Record<byte[], byte[]> record, Decoded.Malformed malformed) {
    warn(malformed.reason(), malformed.detail());
    DeadLetter letter = DeadLetter.whole(record, malformed, place());
    context().forward(letter.carrying(new Intake.Undecodable(letter.value())));
  }

  /**
   * Each bad span goes alone with its resource, unless that would multiply the record: thousands of
   * empty spans may share a large resource. Then the record goes once, as it came.
   */
  private void reject(Record<byte[], byte[]> record, List<Decoded.Rejected> rejected) {
    if (rejected.isEmpty()) {
      return;
    }
    rejected.forEach(one -> warn(one.reason(), one.detail()));
    if (DeadLetter.bytes(rejected, record) <= Math.max(record.value().length, LETTERS_BYTES)) {
      rejected.forEach(one -> forwardRejected(DeadLetter.of(one, record, place())));
    } else {
      forwardRejected(DeadLetter.ofAll(rejected, record, place()));
    }
  }

  private void forwardRejected(DeadLetter letter) {
    Intake span = new Intake.Rejected(Objects.requireNonNull(letter.value()));
    context().forward(letter.carrying(span), DEAD_LETTERS);
  }

  private void warn(Decoded.Reason reason, String detail) {
    log.warn(reason, detail, context().currentSystemTimeMs());
  }

  private RecordMetadata place() {
    return context().recordMetadata().orElseThrow();
  }

  private ProcessorContext<byte[], Intake> context() {
    if (context == null) {
      throw new IllegalStateException("init comes first");
    }
    return context;
  }

  /** A record without a usable span has nothing that its key could contradict. */
  private static boolean keyedByTraceId(byte @Nullable [] key, List<Span> spans) {
    for (int i = 0; i < spans.size(); i++) {
      TraceId traceId = spans.get(i).traceId();
      if (key == null
          || key.length != 2 * HALF_DIGITS
          || !isHex(key, 0, traceId.high())
          || !isHex(key, HALF_DIGITS, traceId.low())) {
        return false;
      }
    }
    return true;
  }

  /** Whether hex digits of either case are a number's. */
  private static boolean isHex(byte[] text, int from, long number) {
    for (int i = 0; i < HALF_DIGITS; i++) {
      int digit = (int) (number >>> (Long.SIZE - 4 - 4 * i)) & 0xf;
      byte said = text[from + i];
      if (said != LOWER_CASE[digit] && said != UPPER_CASE[digit]) {
        return false;
      }
    }
    return true;
  }
}
