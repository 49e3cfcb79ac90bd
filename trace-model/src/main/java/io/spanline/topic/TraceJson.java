package io.spanline.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spanline.model.Call;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import io.spanline.model.Trace;
import io.spanline.otlp.OtlpJson;
import io.spanline.otlp.OtlpReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trace as one JSON object: a summary that people and jq read, plus the standard {@code
 * resourceSpans}, so that the object is also valid OTLP JSON. It is the value of a record of {@code
 * traces} and a line of a capture. Reading takes id, revision and outcome from the summary and the
 * rest from the spans.
 */
public final class TraceJson {
  // Whatever was written must be readable: a hundred levels of protobuf are up to 160 of JSON, and
  // a text may be as long as the record.
  private static final ObjectMapper READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(400)
                          .maxStringLength(Topics.MAX_TRACE_BYTES)
                          .maxDocumentLength(64L << 20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int INITIAL_BYTES = 4 << 10;

  private TraceJson() {}

  /** UTF-8, without a line break. */
  public static byte[] write(Trace trace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    writeToMemory(trace, bytes);
    return bytes.toByteArray();
  }

  /** Writes UTF-8, without a line break, as it comes; the stream stays open. */
  public static void write(Trace trace, OutputStream bytes) throws IOException {
    try (JsonGenerator out = OtlpJson.MAPPER.createGenerator(bytes)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      write(trace, out);
    }
  }

  /** The bytes that {@link #write} gives; takes the time to write them, but no memory. */
  public static long size(Trace trace) {
    Counter counter = new Counter();
    writeToMemory(trace, counter);
    return counter.bytes;
  }

  private static void writeToMemory(Trace trace, OutputStream bytes) {
    try {
      write(trace, bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException("trace cannot be written: " + trace.traceId(), e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException naming what is wrong with the text
   */
  public static Trace read(byte[] json) {
    try {
      return read(tree(json));
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
  }

  static JsonNode tree(byte[] json) throws IOException {
    return READER.readTree(json);
  }

  private static Trace read(JsonNode node) {
    List<Span> spans;
    try {
      spans = TraceSerde.spansOfOneTrace(OtlpReader.spansOf(OtlpJson.read(node)));
    } catch (OtlpJson.NotOtlpException e) {
      throw new IllegalArgumentException("not a trace: " + e.getMessage(), e);
    }
    Trace trace =
        new Trace(spans.get(0).traceId(), node.path("revision").asInt(0), outcome(node), spans);
    String named = node.path("traceId").asText();
    if (!trace.traceId().hex().equals(named)) {
      throw new IllegalArgumentException("not one trace: spans differ from traceId " + named);
    }
    return trace;
  }

  private static void write(Trace trace, JsonGenerator out) throws IOException {
    Span root = trace.root();
    out.writeStartObject();
    out.writeStringField("traceId", trace.traceId().hex());
    out.writeNumberField("revision", trace.revision());
    write(trace.outcome(), out);
    if (root == null) {
      out.writeNullField("root");
    } else {
      root(root, out);
    }
    out.writeStringField("start", trace.start().toString());
    out.writeNumberField("durationMs", millis(trace.durationNanos()));
    texts("services", trace.services(), out);
    out.writeNumberField("spanCount", trace.spans().size());
    out.writeNumberField("errorCount", trace.errorCount());
    if (trace.clockProblems() > 0) {
      out.writeNumberField("clockProblems", trace.clockProblems());
    }
    out.writeArrayFieldStart("edges");
    for (Call call : trace.calls()) {
      edge(call, out);
    }
    out.writeEndArray();
    replay(root, out);
    OtlpJson.writeResourceSpans(trace.otlp(), out);
    out.writeEndObject();
  }

  private static void root(Span root, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("root");
    out.writeStringField("service", root.service());
    out.writeStringField("operation", root.operation());
    optional("method", root.attribute("http.request.method"), out);
    optional("route", root.attribute("http.route"), out);
    optional("path", root.attribute("url.path"), out);
    optional("status", root.attribute("http.response.status_code"), out);
    out.writeEndObject();
  }

  private static void edge(Call call, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("from", call.caller());
    out.writeStringField("to", call.callee());
    out.writeNumberField("clientMs", millis(call.clientNanos()));
    optionalMillis("serverMs", call.serverNanos(), out);
    optionalMillis("gapMs", call.gapNanos(), out);
    out.writeBooleanField("error", call.isError());
    out.writeEndObject();
  }

  /** Whether the request that began this trace can be sent again from what the trace holds. */
  private static void replay(@Nullable Span root, JsonGenerator out) throws IOException {
    List<String> reasons = new ArrayList<>();
    if (root == null) {
      reasons.add("no root span");
    } else if (root.kind() != SpanKind.SERVER || root.attribute("url.path").isEmpty()) {
      reasons.add("not an HTTP request");
    } else if (!root.attribute("http.request.method").orElse("").matches("GET|HEAD|OPTIONS")) {
      reasons.add("request body is not captured");
    }
    out.writeObjectFieldStart("replay");
    out.writeBooleanField("able", reasons.isEmpty());
    texts("reasons", reasons, out);
    out.writeEndObject();
  }

  private static void write(Outcome outcome, JsonGenerator out) throws IOException {
    out.writeStringField("outcome", outcome.word());
    if (outcome.isComplete()) {
      return;
    }
    if (outcome.remoteParent()) {
      out.writeBooleanField("remoteParent", true);
    }
    texts("reasons", outcome.reasons().stream().map(Outcome.Reason::word).toList(), out);
    texts("missingParents", outcome.missingParents().stream().map(SpanId::hex).toList(), out);
    if (outcome.truncated() > 0) {
      out.writeNumberField("truncatedSpans", outcome.truncated());
    }
  }

  private static Outcome outcome(JsonNode node) {
    List<Outcome.Reason> reasons = new ArrayList<>();
    node.path("reasons").forEach(word -> reasons.add(Outcome.Reason.parse(word.asText())));
    List<SpanId> missing = new ArrayList<>();
    node.path("missingParents").forEach(id -> missing.add(SpanId.parse(id.asText())));
    boolean remote =
        node.path("outcome").asText().equals("complete-remote-parent")
            || node.path("remoteParent").asBoolean();
    return new Outcome(remote, reasons, missing, node.path("truncatedSpans").asInt(0));
  }

  /** Milliseconds with all nanoseconds kept. */
  public static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static void texts(String field, List<String> texts, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void optional(String field, Optional<String> value, JsonGenerator out)
      throws IOException {
    if (value.isPresent()) {
      out.writeStringField(field, value.get());
    }
  }

  private static void optionalMillis(String field, @Nullable Long nanos, JsonGenerator out)
      throws IOException {
    if (nanos == null) {
      out.writeNullField(field);
    } else {
      out.writeNumberField(field, millis(nanos));
    }
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
