package io.spanline.capture.redaction;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.spanline.captures.manifest.Redacted;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Takes out of one capture's spans what is not allowed to stand in a file, and counts it. A trace
 * that is clean comes back as it is.
 */
public final class Redaction {
  private final Findings findings = new Findings();
  private final SpanCleaning cleaning;

  /** Works by the allow-list alone. */
  public Redaction() {
    this(Set.of());
  }

  /**
   * Works by the allow-list and more.
   *
   * @param added keys of attributes that may stand at a resource, a scope or a span, too
   */
  public Redaction(Set<String> added) {
    cleaning = new SpanCleaning(findings, new AttributeCleaning(findings, added));
  }

  /** The trace without what is not allowed; the same object if all of it is. */
  @SuppressWarnings("ReferenceEquality") // what is unchanged is the same object
  public Trace apply(Trace trace) {
    // A resource or scope is the same object in all its spans: it is cleaned, and counted, once.
    IdentityHashMap<ResourceSpans, ResourceSpans> origins = new IdentityHashMap<>();
    IdentityHashMap<ScopeSpans, ScopeSpans> scopes = new IdentityHashMap<>();
    List<Span> clean = new ArrayList<>(trace.spans().size());
    boolean changed = false;
    for (Span span : trace.spans()) {
      Span cleaned =
          new ParsedSpan(
              origins.computeIfAbsent(span.origin(), cleaning::clean),
              scopes.computeIfAbsent(span.scope(), cleaning::clean),
              cleaning.clean(span.otlp()));
      boolean same =
          cleaned.origin() == span.origin()
              && cleaned.scope() == span.scope()
              && cleaned.otlp() == span.otlp();
      clean.add(same ? span : cleaned);
      changed |= !same;
    }
    return changed ? new Trace(trace.traceId(), trace.revision(), trace.outcome(), clean) : trace;
  }

  /** Counts what another one took out, too. */
  public void addAll(Redaction other) {
    findings.addAll(other.findings);
  }

  /** What was taken out so far, most frequent first. */
  public List<Redacted> found() {
    return findings.sorted();
  }
}
