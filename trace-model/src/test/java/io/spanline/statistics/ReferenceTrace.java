package io.spanline.statistics;

import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one trace: who is whose parent, who called, and when it was. It uses nothing of what
 * the product answers these with.
 */
final class ReferenceTrace {
  private static final Set<String> TAKING = Set.of("receive", "settle");

  private final List<Span> spans;

  ReferenceTrace(Collection<Span> spans) {
    this.spans =
        spans.stream()
            .sorted(
                Comparator.comparing(Span::startNanos)
                    .thenComparing(span -> span.spanId().hex())
                    .thenComparing(Span::kind))
            .toList();
  }

  /** Entry spans, the earliest first; not those that took what another one processed. */
  List<Span> requests() {
    return spans.stream()
        .filter(span -> span.kind().isEntry() && !(takes(span) && isProcessed(span)))
        .sorted(Comparator.comparing(this::start))
        .toList();
  }

  List<Span> calls() {
    return spans.stream().filter(span -> span.kind().isExit() && !takes(span)).toList();
  }

  /** The next span above that is neither INTERNAL nor took a message, or the root. */
  Optional<Span> caller(Span span) {
    Optional<Span> above = parent(span);
    while (above.isPresent() && isBetween(above.get()) && above.get().parentId() != null) {
      above = parent(above.get());
    }
    return above;
  }

  /** Nanoseconds, once clocks are corrected. */
  long start(Span span) {
    return span.startNanos() + moved(span);
  }

  /** The start, if the span says no duration. */
  long end(Span span) {
    Long took = took(span);
    return start(span) + (took == null ? 0 : took);
  }

  /** Null if there is no end, or one before the start. */
  static @Nullable Long took(Span span) {
    long took = span.endNanos() - span.startNanos();
    return took < 0 ? null : took;
  }

  /** A child goes with its parent's clock, or into its parent if it cannot have been outside. */
  long moved(Span span) {
    Span parent = parent(span).orElse(null);
    if (parent == null || isOneProcess(parent, span)) {
      return parent == null ? 0 : moved(parent);
    }
    if (!span.kind().isEntry()) {
      return 0;
    }
    long start = start(parent);
    boolean waits = span.kind() == SpanKind.SERVER && parent.kind() != SpanKind.PRODUCER;
    Long took = waits ? took(span) : null;
    Long parentTook = waits ? took(parent) : null;
    boolean both = took != null && parentTook != null;
    boolean outlives = both && !parent.isError() && span.endNanos() > start + parentTook;
    if (span.startNanos() >= start && !outlives) {
      return 0;
    }
    return start + (both ? Math.max(0, parentTook - took) / 2 : 0) - span.startNanos();
  }

  static boolean isOneProcess(Span one, Span other) {
    return one.origin().getResource().equals(other.origin().getResource());
  }

  private Optional<Span> parent(Span span) {
    return spans.stream()
        .filter(above -> nearness(above, span) > 0)
        .min(
            Comparator.<Span>comparingInt(above -> -nearness(above, span))
                .thenComparing(Span::kind));
  }

  /** How likely a span is the parent of another; 0 if it is not. */
  private static int nearness(Span above, Span span) {
    if (above.spanId().equals(span.spanId())) {
      return above.kind() == SpanKind.CLIENT && span.kind() == SpanKind.SERVER ? 4 : 0;
    }
    if (!above.spanId().equals(span.parentId())) {
      return 0;
    }
    return above.service().equals(span.service()) ? 3 : above.kind().isEntry() ? 2 : 1;
  }

  private static boolean isBetween(Span span) {
    return takes(span) || !(span.kind().isEntry() || span.kind().isExit());
  }

  private static boolean takes(Span span) {
    return TAKING.contains(span.attribute("messaging.operation.type").orElse(""));
  }

  /** Whether a span of the service processed the message, below it or beside it. */
  private boolean isProcessed(Span taken) {
    @Nullable SpanId beside = taken.parentId();
    return spans.stream()
        .filter(span -> span.kind() == SpanKind.CONSUMER && !takes(span))
        .filter(span -> span.service().equals(taken.service()) && span.parentId() != null)
        .anyMatch(
            span ->
                taken.spanId().equals(span.parentId())
                    || (beside != null && beside.equals(span.parentId())));
  }
}
