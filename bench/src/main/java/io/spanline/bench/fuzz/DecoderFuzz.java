package io.spanline.bench.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.management.ThreadMXBean;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.otlp.SpanReader;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.Json;
import io.spanline.topic.OtlpToJsonDeserializer;
import io.spanline.topic.TraceSerde;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Spoils valid records and looks at what the decoders make of them: they never throw, take no more
 * time and memory than the input's size accounts for, and read, repair and refuse alike, be it into
 * messages or into slices. Whatever they accept can be written in both encodings and is read again
 * as it was. The same seed makes the same inputs.
 */
public final class DecoderFuzz {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  // An empty message of two bytes is an object of a hundred, and lists double as they grow.
  private static final long MOST_ALLOCATED_PER_BYTE = 200;
  // Jackson's table of names is copied when it grows: half a megabyte if senders invent names.
  private static final long MOST_ALLOCATED_AT_LEAST = 2 << 20;
  // Time of the thread alone; a first input also loads classes.
  private static final long MOST_NANOS = 500_000_000;
  private static final int REPORTED_EVERY = 1_000;
  private static final List<Mutation> MUTATIONS = List.of(Mutation.values());

  private final long seed;
  private final Corpus corpus;
  private final SpanReader reader = new SpanReader();
  private final OtlpToJsonDeserializer deserializer = new OtlpToJsonDeserializer();

  public DecoderFuzz(long seed) {
    this.seed = seed;
    this.corpus = new Corpus(seed);
  }

  /**
   * Tries n inputs.
   *
   * @param progress hears now and then how many were tried
   */
  public FuzzReport run(long inputs, LongConsumer progress) {
    FuzzReport report = new FuzzReport();
    for (long number = 0; number < inputs; number++) {
      attempt(number, report);
      if (number % REPORTED_EVERY == 0) {
        progress.accept(number);
      }
    }
    progress.accept(inputs);
    return report;
  }

  /** The input of a number, as it was in any run with this seed. */
  public byte[] input(long number) {
    // Neighbouring seeds give similar first numbers; the multiplier spreads them.
    Random random = new Random(seed ^ (number * 0x9E3779B97F4A7C15L));
    byte[] input = corpus.any(random);
    for (int left = random.nextInt(5); left > 0 && input.length > 0; left--) {
      input = mutation(random).of(input, corpus.any(random), random);
    }
    return input;
  }

  /** Every other time one after which most records still can be read. */
  private static Mutation mutation(Random random) {
    return random.nextBoolean() ? Mutation.FIELD : MUTATIONS.get(random.nextInt(MUTATIONS.size()));
  }

  @SuppressWarnings("CatchingUnchecked") // whatever is thrown is what is looked for
  private void attempt(long number, FuzzReport report) {
    byte[] input = input(number);
    try {
      Decoded decoded = measured(number, input, OtlpReader::read, report);
      Decoded sliced = measured(number, input, reader::read, report);
      report.count(decoded, input.length);
      if (!sliced.equals(decoded)) {
        report.found(number, "is read otherwise into slices", input);
      } else if (decoded instanceof Decoded.Spans read) {
        check(number, read, ((Decoded.Spans) sliced).spans(), input, report);
      }
      checkLine(number, input, report);
    } catch (Exception | StackOverflowError e) {
      report.found(number, String.valueOf(e), input);
    }
  }

  private static Decoded measured(
      long number, byte[] input, Function<byte[], Decoded> decoder, FuzzReport report) {
    long nanos = THREADS.getCurrentThreadCpuTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    Decoded decoded = decoder.apply(input);
    allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    report.took(nanos, allocated);
    if (nanos > MOST_NANOS) {
      report.found(number, "took " + nanos + " ns", input);
    }
    if (allocated > MOST_ALLOCATED_AT_LEAST + MOST_ALLOCATED_PER_BYTE * input.length) {
      report.found(number, "%d bytes took %d".formatted(input.length, allocated), input);
    }
    return decoded;
  }

  private static void check(
      long number, Decoded.Spans read, List<Span> slices, byte[] input, FuzzReport report) {
    for (int i = 0; i < slices.size(); i++) {
      Span span = read.spans().get(i);
      if (!slices.get(i).facts().equals(span.facts())) {
        report.found(number, "has other facts as a slice", input);
      }
    }
    Map<TraceId, Trace> sliced = traces(slices);
    traces(read.spans())
        .forEach(
            (id, trace) -> {
              Trace ofSlices = Objects.requireNonNull(sliced.get(id));
              for (Encoding encoding : Encoding.values()) {
                checkWritten(number, trace, ofSlices, encoding, input, report);
              }
            });
    for (Decoded.Rejected rejected : read.rejected()) {
      Decoded alone = OtlpReader.read(rejected.span().fragment().toByteArray());
      if (!alone.equals(new Decoded.Spans(List.of(), List.of(rejected), 0))) {
        report.found(number, "a rejected span differs as a dead letter", input);
      }
    }
  }

  /** A trace is read again as it was, whichever form its spans had when it was written. */
  private static void checkWritten(
      long number, Trace trace, Trace sliced, Encoding encoding, byte[] input, FuzzReport report) {
    TraceSerde serde = new TraceSerde(encoding);
    Headers headers = new RecordHeaders();
    byte[] written = serde.write(trace, headers);
    byte[] joined = serde.write(sliced, new RecordHeaders());
    if (!TraceSerde.read(written, headers).equals(trace)) {
      report.found(number, "differs after " + encoding, input);
    }
    // Slices keep fields that our schema does not have, so the bytes may differ.
    boolean isSame =
        Arrays.equals(joined, written) || TraceSerde.read(joined, headers).equals(trace);
    if (!isSame || serde.size(sliced) != joined.length) {
      report.found(number, "differs as slices after " + encoding, input);
    }
  }

  private static Map<TraceId, Trace> traces(List<Span> spans) {
    Map<TraceId, Map<SpanKey, Span>> byTrace = new LinkedHashMap<>();
    for (Span span : spans) {
      // A span that comes twice is in its trace once.
      byTrace
          .computeIfAbsent(span.traceId(), id -> new LinkedHashMap<>())
          .putIfAbsent(span.key(), span);
    }
    Map<TraceId, Trace> traces = new LinkedHashMap<>();
    byTrace.forEach(
        (id, spansByKey) -> {
          List<Span> own = List.copyOf(spansByKey.values());
          traces.put(id, new Trace(id, 1, Trace.judge(own), own));
        });
    return traces;
  }

  private void checkLine(long number, byte[] input, FuzzReport report)
      throws JsonProcessingException {
    String line = deserializer.deserialize("otlp_spans", input);
    if (line == null || line.contains("\n") || !Json.MAPPER.readTree(line).isObject()) {
      report.found(number, "is not shown as a line of JSON", input);
    }
  }
}
