package io.spanline.captures.line;

import static io.spanline.captures.line.CanonicalJson.require;

import io.spanline.model.Outcome;
import io.spanline.model.SpanId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a summary says that its spans cannot: the revision, and how assembly ended. */
final class SummaryClaims {
  private final List<Outcome.Reason> reasons = new ArrayList<>();
  private final List<SpanId> missingParents = new ArrayList<>();
  private final CanonicalJson json;
  private final Texts texts;
  private int revision;
  private int truncated;
  private boolean remoteParent;

  private SummaryClaims(CanonicalJson json, Texts texts) {
    this.json = json;
    this.texts = texts;
  }

  /** Reads the first fields of a trace's object. */
  static SummaryClaims read(CanonicalJson json, Texts texts) throws IOException {
    SummaryClaims claims = new SummaryClaims(json, texts);
    claims.read();
    return claims;
  }

  int revision() {
    return revision;
  }

  Outcome outcome() {
    return new Outcome(remoteParent, reasons, missingParents, truncated);
  }

  private void read() throws IOException {
    json.enter();
    json.requiredText("traceId");
    revision = (int) json.number("revision", 1, Integer.MAX_VALUE);
    json.requiredText("outcome");
    remoteParent = json.isText("complete-remote-parent");
    if (json.at("remoteParent")) {
      require(json.takeAll("true"));
      remoteParent = true;
    }
    json.list("reasons", () -> reasons.add(Outcome.Reason.parse(text())));
    if (!reasons.isEmpty()) {
      json.array("missingParents", () -> missingParents.add(SpanId.parse(text())));
      truncated = (int) json.number("truncatedSpans", 1, Integer.MAX_VALUE);
    }
  }

  private String text() {
    json.text();
    return json.read(texts);
  }
}
