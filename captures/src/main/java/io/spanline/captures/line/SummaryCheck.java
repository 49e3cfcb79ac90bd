package io.spanline.captures.line;

import static io.spanline.captures.line.CanonicalJson.require;

import io.spanline.model.Call;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.Replayability;
import io.spanline.topic.TraceJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the summary of a text against the one that {@link TraceJson#summary} gives, field by field,
 * without writing that: which would take half of the time of a scan.
 */
final class SummaryCheck {
  private final CanonicalJson json;
  private final Texts texts;

  /** A check of a text from its first byte on. */
  SummaryCheck(CanonicalJson json, Texts texts) {
    this.json = json;
    this.texts = texts;
  }

  /**
   * Reads the summary, of which no byte may differ.
   *
   * @throws CanonicalJson.Departure where one does
   */
  void against(Trace trace) {
    Span root = trace.root();
    json.enter();
    is("traceId", trace.traceId().hex());
    is("revision", trace.revision());
    outcome(trace.outcome());
    root(root);
    json.requiredText("start");
    require(InstantText.isOf(trace.start(), json.raw()));
    isMillis("durationMs", trace.durationNanos());
    are("services", trace.services());
    is("spanCount", trace.spans().size());
    is("errorCount", trace.errorCount());
    int clockProblems = trace.clockProblems();
    if (clockProblems > 0) {
      is("clockProblems", clockProblems);
    }
    edges(trace.calls());
    replay(Replayability.of(root));
  }

  private void outcome(Outcome outcome) {
    is("outcome", outcome.word());
    if (outcome.isComplete()) {
      return;
    }
    if (outcome.remoteParent()) {
      is("remoteParent", true);
    }
    are("reasons", outcome.reasons().stream().map(Outcome.Reason::word).toList());
    are("missingParents", outcome.missingParents().stream().map(id -> id.hex()).toList());
    if (outcome.truncated() > 0) {
      is("truncatedSpans", outcome.truncated());
    }
  }

  private void root(@Nullable Span root) {
    require(json.at("root"));
    if (root == null) {
      takes("null");
      return;
    }
    json.enter();
    is("service", root.service());
    is("operation", root.operation());
    root.attribute("http.request.method").ifPresent(method -> is("method", method));
    root.attribute("http.route").ifPresent(route -> is("route", route));
    root.attribute("url.path").ifPresent(path -> is("path", path));
    root.attribute("http.response.status_code").ifPresent(status -> is("status", status));
    json.leave();
  }

  private void edges(List<Call> calls) {
    require(json.at("edges"));
    takes("[");
    for (int i = 0; i < calls.size(); i++) {
      takes(i == 0 ? "" : ",");
      edge(calls.get(i));
    }
    takes("]");
  }

  private void edge(Call call) {
    json.enter();
    is("from", call.caller());
    is("to", call.callee());
    isMillis("clientMs", call.clientNanos());
    isMillis("serverMs", call.serverNanos());
    isMillis("gapMs", call.gapNanos());
    is("error", call.isError());
    json.leave();
  }

  private void replay(Replayability replay) {
    require(json.at("replay"));
    json.enter();
    is("able", replay.able());
    are("reasons", replay.reasons());
    json.leave();
  }

  private void is(String field, String text) {
    json.requiredText(field);
    requireText(text);
  }

  private void is(String field, long number) {
    require(json.at(field));
    takes(Long.toString(number));
  }

  private void is(String field, boolean truth) {
    require(json.at(field));
    takes(Boolean.toString(truth));
  }

  private void isMillis(String field, @Nullable Long nanos) {
    require(json.at(field));
    takes(nanos == null ? "null" : MillisText.of(nanos));
  }

  private void are(String field, List<String> all) {
    require(json.at(field));
    takes("[");
    for (int i = 0; i < all.size(); i++) {
      takes(i == 0 ? "" : ",");
      json.text();
      requireText(all.get(i));
    }
    takes("]");
  }

  private void requireText(String text) {
    require(json.isText(text) || json.read(texts).equals(text));
  }

  private void takes(String text) {
    require(json.takeAll(text));
  }
}
