package io.spanline.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.model.Call;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import io.spanline.model.Trace;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpJson;
import io.spanline.otlp.OtlpReader;
import java.io.IOException;
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
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

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

  private TraceJson() {}

  /** UTF-8, without a line break. */
  public static byte[] write(Trace trace) {
    try {
      return OtlpJson.MAPPER.writeValueAsBytes(tree(trace));
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
      return read(READER.readTree(json));
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
  }

  private static Trace read(JsonNode node) {
    Decoded decoded;
    try {
      decoded = OtlpReader.spansOf(OtlpJson.read(node));
    } catch (OtlpJson.NotOtlpException e) {
      throw new IllegalArgumentException("not a trace: " + e.getMessage(), e);
    }
    if (!(decoded instanceof Decoded.Spans read) || !read.rejected().isEmpty()) {
      throw new IllegalArgumentException("not a trace: its resourceSpans hold unusable spans");
    }
    Trace trace =
        new Trace(
            read.spans().get(0).traceId(),
            node.path("revision").asInt(0),
            outcome(node),
            read.spans());
    String named = node.path("traceId").asText();
    if (!trace.traceId().hex().equals(named)
        || trace.spans().stream().anyMatch(span -> !span.traceId().equals(trace.traceId()))) {
      throw new IllegalArgumentException("not one trace: spans differ from traceId " + named);
    }
    return trace;
  }

  private static ObjectNode tree(Trace trace) {
    ObjectNode node = NODES.objectNode();
    node.put("traceId", trace.traceId().hex());
    node.put("revision", trace.revision());
    writeOutcome(node, trace.outcome());
    Span root = trace.root();
    node.set("root", root == null ? NODES.nullNode() : root(root));
    node.put("start", trace.start().toString());
    node.put("durationMs", millis(trace.durationNanos()));
    ArrayNode services = node.putArray("services");
    trace.services().forEach(services::add);
    node.put("spanCount", trace.spans().size());
    node.put("errorCount", trace.errorCount());
    if (trace.clockProblems() > 0) {
      node.put("clockProblems", trace.clockProblems());
    }
    ArrayNode edges = node.putArray("edges");
    trace.calls().forEach(call -> edges.add(edge(call)));
    node.set("replay", replay(root));
    node.set("resourceSpans", OtlpJson.resourceSpans(trace.otlp()));
    return node;
  }

  private static ObjectNode root(Span root) {
    ObjectNode node = NODES.objectNode();
    node.put("service", root.service());
    node.put("operation", root.operation());
    optional(node, "method", root.attribute("http.request.method"));
    optional(node, "route", root.attribute("http.route"));
    optional(node, "path", root.attribute("url.path"));
    optional(node, "status", root.attribute("http.response.status_code"));
    return node;
  }

  private static ObjectNode edge(Call call) {
    ObjectNode node = NODES.objectNode();
    node.put("from", call.caller());
    node.put("to", call.callee());
    node.put("clientMs", millis(call.clientNanos()));
    optionalMillis(node, "serverMs", call.serverNanos());
    optionalMillis(node, "gapMs", call.gapNanos());
    node.put("error", call.isError());
    return node;
  }

  /** Whether the request that began this trace can be sent again from what the trace holds. */
  private static ObjectNode replay(@Nullable Span root) {
    List<String> reasons = new ArrayList<>();
    if (root == null) {
      reasons.add("no root span");
    } else if (root.kind() != SpanKind.SERVER || root.attribute("url.path").isEmpty()) {
      reasons.add("not an HTTP request");
    } else if (!root.attribute("http.request.method").orElse("").matches("GET|HEAD|OPTIONS")) {
      reasons.add("request body is not captured");
    }
    ObjectNode node = NODES.objectNode();
    node.put("able", reasons.isEmpty());
    ArrayNode list = node.putArray("reasons");
    reasons.forEach(list::add);
    return node;
  }

  private static void writeOutcome(ObjectNode node, Outcome outcome) {
    node.put("outcome", outcome.word());
    if (outcome.isComplete()) {
      return;
    }
    ArrayNode reasons = node.putArray("reasons");
    outcome.reasons().forEach(reason -> reasons.add(reason.word()));
    ArrayNode missing = node.putArray("missingParents");
    outcome.missingParents().forEach(parent -> missing.add(parent.hex()));
    if (outcome.truncated() > 0) {
      node.put("truncatedSpans", outcome.truncated());
    }
  }

  private static Outcome outcome(JsonNode node) {
    List<Outcome.Reason> reasons = new ArrayList<>();
    node.path("reasons").forEach(word -> reasons.add(Outcome.Reason.parse(word.asText())));
    List<SpanId> missing = new ArrayList<>();
    node.path("missingParents").forEach(id -> missing.add(SpanId.parse(id.asText())));
    boolean remote = node.path("outcome").asText().equals("complete-remote-parent");
    return new Outcome(remote, reasons, missing, node.path("truncatedSpans").asInt(0));
  }

  /** Milliseconds with all nanoseconds kept. */
  public static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static void optional(ObjectNode node, String field, Optional<String> value) {
    value.ifPresent(text -> node.put(field, text));
  }

  private static void optionalMillis(ObjectNode node, String field, @Nullable Long nanos) {
    if (nanos == null) {
      node.putNull(field);
    } else {
      node.put(field, millis(nanos));
    }
  }
}
