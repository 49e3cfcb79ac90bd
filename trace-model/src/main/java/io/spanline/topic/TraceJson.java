package io.spanline.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanGroups;
import io.spanline.model.Trace;
import io.spanline.otlp.OtlpJson;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.NotATraceException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trace as one JSON object: a summary that people and jq read, plus the standard {@code
 * resourceSpans}, so that the object is also valid OTLP JSON. It is the value of a record of {@code
 * traces} and a line of a capture. Reading takes id, revision and outcome from the summary and the
 * rest from the spans.
 */
public final class TraceJson {
  /**
   * A longer text is neither read nor a line of a capture: twice the largest record, so that a tree
   * of it fits a heap. Only records that are joined, or that protobuf kept short, would be longer.
   */
  public static final int MOST_BYTES = 2 * Topics.MAX_TRACE_BYTES;

  // Whatever was written must be readable: a hundred levels of protobuf are up to 160 of JSON, and
  // a text may be as long as the record.
  static final ObjectMapper READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(400)
                          .maxStringLength(Topics.MAX_TRACE_BYTES)
                          .maxDocumentLength(MOST_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int INITIAL_BYTES = 16 << 10;
  private static final int SUMMARY_BYTES = 1 << 10;

  private TraceJson() {}

  /** UTF-8, without a line break. */
  public static byte[] write(Trace trace) {
    return write(trace, Beginning.INSIDE);
  }

  /** The same for a capture, which may lack the trace's beginning. */
  public static byte[] write(Trace trace, Beginning beginning) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    try (JsonGenerator out = OtlpJson.MAPPER.createGenerator(bytes)) {
      write(trace, beginning, out, bytes);
    } catch (IOException e) {
      throw unwritable(trace, e);
    }
    return bytes.toByteArray();
  }

  /** Writes UTF-8, without a line break, as it comes; the stream stays open. */
  public static void write(Trace trace, OutputStream bytes) throws IOException {
    try (JsonGenerator out = OtlpJson.MAPPER.createGenerator(bytes)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      write(trace, Beginning.INSIDE, out, bytes);
    }
  }

  /** The bytes that {@link #write} gives; takes the time to write them, but no memory. */
  public static long size(Trace trace) {
    Counter counter = new Counter();
    try {
      write(trace, counter);
    } catch (IOException e) {
      throw unwritable(trace, e);
    }
    return counter.bytes;
  }

  private static IllegalArgumentException unwritable(Trace trace, IOException e) {
    return new IllegalArgumentException("trace cannot be written: " + trace.traceId(), e);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException naming what is wrong with the text
   */
  public static Trace read(byte[] json) {
    try {
      return read(READER.readTree(json));
    } catch (IOException e) {
      String words =
          e instanceof JsonProcessingException parse ? parse.getOriginalMessage() : e.getMessage();
      throw new NotATraceException(Reason.NOT_JSON, "not JSON: " + words);
    }
  }

  private static Trace read(JsonNode node) {
    List<Span> spans;
    try {
      spans = TraceSerde.spansOfOneTrace(OtlpReader.spansOf(OtlpJson.read(node)));
    } catch (OtlpJson.NotOtlpException e) {
      String field = e.field();
      throw field == null
          ? new NotATraceException(Reason.NO_OBJECT, "not a trace: " + e.getMessage())
          : NotATraceException.of(field, e);
    }
    Outcome outcome = TraceSummary.outcome(node);
    Trace trace =
        NotATraceException.read(
            "revision",
            () ->
                new Trace(spans.get(0).traceId(), node.path("revision").asInt(0), outcome, spans));
    String named = node.path("traceId").asText();
    if (!trace.traceId().hex().equals(named)) {
      throw new NotATraceException(
          Reason.OTHER_TRACE, "not one trace: spans differ from traceId " + named);
    }
    return trace;
  }

  private static void write(Trace trace, Beginning beginning, JsonGenerator out, OutputStream bytes)
      throws IOException {
    Span root = parsedRoot(trace);
    out.writeStartObject();
    TraceSummary.write(trace, root, beginning, out);
    TraceSummary.replay(Replayability.of(root, beginning), out);
    boolean written =
        SpanGroups.areSliced(trace.spans())
            && OtlpJson.writeResourceSpans(SpanGroups.of(trace.spans()), out, bytes);
    if (!written) {
      OtlpJson.writeResourceSpans(trace.otlp(), out);
    }
    out.writeEndObject();
  }

  /** It is asked for a dozen attributes. */
  private static @Nullable Span parsedRoot(Trace trace) {
    Span root = trace.root();
    return root == null ? null : root.parsed();
  }

  /**
   * What {@link #write} gives before the comma and the field {@code replay}, whose reasons may be
   * those of an earlier version.
   */
  public static byte[] summary(Trace trace, Beginning beginning) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(SUMMARY_BYTES);
    try (JsonGenerator out = OtlpJson.MAPPER.createGenerator(bytes)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      out.writeStartObject();
      TraceSummary.write(trace, parsedRoot(trace), beginning, out);
    } catch (IOException e) {
      throw unwritable(trace, e);
    }
    return bytes.toByteArray();
  }

  /** Milliseconds with all nanoseconds kept. */
  public static double millis(long nanos) {
    return nanos / 1e6;
  }

  /** A stream that only counts. */
  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }
}
