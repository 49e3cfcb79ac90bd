package io.spanline.capture.redaction;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.spanline.captures.line.Admission;
import io.spanline.captures.manifest.Redacted;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of one capture's spans what is not allowed to stand in a file, and counts it. A trace
 * of which every text is admitted is clean, and comes back as it is.
 */
public final class Redaction implements Admission {
  private final Findings findings = new Findings();
  private final SpanCleaning cleaning = new SpanCleaning(findings);

  @Override
  public boolean admits(Place place, String field, @Nullable String text) {
    String given = text == null ? "" : text;
    return switch (place) {
      case RESOURCE, SCOPE, SPAN, EVENT ->
          AllowList.SHARED.has(place, field)
              && AttributeCleaning.text(field, given, rule -> {}).equals(given);
      case NAME -> CleanText.ofName(given).equals(given);
      case TRACE_STATE -> SamplerState.of(given).equals(given);
      case SCHEMA_URL -> CleanText.isClean(given);
      case STATUS -> given.isEmpty();
      case LINK -> false;
    };
  }

  /** The trace without what is not admitted; the same object where all of it is. */
  @SuppressWarnings("ReferenceEquality") // what is unchanged is the same object
  public Trace apply(Trace trace) {
    // A resource or scope is the same object in all its spans: it is cleaned, and counted, once.
    IdentityHashMap<ResourceSpans, ResourceSpans> origins = new IdentityHashMap<>();
    IdentityHashMap<ScopeSpans, ScopeSpans> scopes = new IdentityHashMap<>();
    List<Span> clean = new ArrayList<>(trace.spans().size());
    boolean changed = false;
    for (Span span : trace.spans()) {
      Span cleaned =
          new Span(
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

  /** What was taken out so far, most frequent first. */
  public List<Redacted> found() {
    return findings.sorted();
  }
}
