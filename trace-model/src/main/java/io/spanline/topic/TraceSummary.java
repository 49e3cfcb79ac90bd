package io.spanline.topic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.model.Call;
import io.spanline.model.HttpRequest;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands before a trace's spans as JSON: all of it is said by the spans or the outcome. */
final class TraceSummary {
  private TraceSummary() {}

  /** Writes all fields but the last, {@code replay}, into the object that is being written. */
  static void write(Trace trace, @Nullable Span root, Beginning beginning, JsonGenerator out)
      throws IOException {
    out.writeStringField("traceId", trace.traceId().hex());
    out.writeNumberField("revision", trace.revision());
    if (beginning == Beginning.BEFORE) {
      out.writeBooleanField("beganBefore", true);
    }
    write(trace.outcome(), out);
    if (root == null) {
      out.writeNullField("root");
    } else {
      root(root, out);
    }
    out.writeStringField("start", trace.start().toString());
    out.writeNumberField("durationMs", TraceJson.millis(trace.durationNanos()));
    texts("services", trace.services(), out);
    out.writeNumberField("spanCount", trace.spans().size());
    out.writeNumberField("errorCount", trace.errorCount());
    positive("untimedSpans", trace.untimed(), out);
    out.writeArrayFieldStart("edges");
    for (Call call : trace.calls()) {
      edge(call, out);
    }
    out.writeEndArray();
  }

  /** The outcome that a summary states. */
  static Outcome outcome(JsonNode node) {
    List<Outcome.Reason> reasons = new ArrayList<>();
    node.path("reasons")
        .forEach(
            word ->
                reasons.add(
                    NotATraceException.read("reasons", () -> Outcome.Reason.parse(word.asText()))));
    List<SpanId> missing = new ArrayList<>();
    node.path("missingParents")
        .forEach(
            id ->
                missing.add(
                    NotATraceException.read("missingParents", () -> SpanId.parse(id.asText()))));
    boolean remote =
        node.path("outcome").asText().equals("complete-remote-parent")
            || node.path("remoteParent").asBoolean();
    int spans = node.path("truncatedSpans").asInt(0);
    int entrySpans = node.path("truncatedEntrySpans").asInt(0);
    return NotATraceException.read(
        "truncatedSpans",
        () -> new Outcome(remote, reasons, missing, new Outcome.Cut(spans, entrySpans)));
  }

  private static void root(Span root, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("root");
    out.writeStringField("service", root.service());
    out.writeStringField("operation", root.operation());
    HttpRequest request = new HttpRequest(root);
    optional("method", request.method(), out);
    optional("route", request.route(), out);
    optional("path", request.path(), out);
    optional("status", request.status(), out);
    out.writeEndObject();
  }

  private static void edge(Call call, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("from", call.caller());
    out.writeStringField("to", call.callee());
    optionalMillis("clientMs", call.clientNanos(), out);
    optionalMillis("serverMs", call.serverNanos(), out);
    optionalMillis("gapMs", call.gapNanos(), out);
    out.writeBooleanField("error", call.isError());
    out.writeEndObject();
  }

  /** Writes the last field. */
  static void replay(Replayability replay, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("replay");
    out.writeBooleanField("able", replay.able());
    texts("reasons", replay.reasons().stream().map(Replayability.Reason::toString).toList(), out);
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
    positive("truncatedSpans", outcome.cut().spans(), out);
    positive("truncatedEntrySpans", outcome.cut().entrySpans(), out);
  }

  private static void texts(String field, List<String> texts, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void positive(String field, int number, JsonGenerator out) throws IOException {
    if (number > 0) {
      out.writeNumberField(field, number);
    }
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
      out.writeNumberField(field, TraceJson.millis(nanos));
    }
  }
}
