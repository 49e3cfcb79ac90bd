package io.spanline.model;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span without its attributes: what its trace's assembly and the statistics need of it. Names are
 * at most {@value #LONGEST_NAME} characters, whatever the sender called itself, and none of them
 * controls a terminal: no control or format character, no line or paragraph separator.
 *
 * @param operation the span's name
 * @param peer whom an exit span says that it called; null if it says nothing
 * @param resource a hash of the resource, the same in every process
 * @param isSampled whether the span, or one that was emitted with it, says that it is of a sample
 */
public record SpanFacts(
    SpanLink link,
    String service,
    String operation,
    @Nullable String peer,
    long startNanos,
    long endNanos,
    boolean isError,
    Integer resource,
    boolean isSampled)
    implements Timed {
  /** By start, then by id; of spans of one trace no two are equal by it. */
  public static final Comparator<SpanFacts> BY_START =
      Comparator.comparing(SpanFacts::startNanos, Long::compareUnsigned)
          .thenComparing(facts -> facts.key().spanId().value(), Long::compareUnsigned)
          .thenComparing(SpanFacts::kind);

  private static final int LONGEST_NAME = 128;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  public static SpanFacts of(Span span) {
    String peer = span.peer();
    return new SpanFacts(
        span.link(),
        name(span.service()),
        name(span.operation()),
        peer == null ? null : name(peer),
        span.startNanos(),
        span.endNanos(),
        span.isError(),
        span.origin().getResource().toByteString().hashCode(),
        span.isSampled());
  }

  /** These facts as of a copy that was sent before the span had ended. */
  public SpanFacts unfinished() {
    return new SpanFacts(
        link, service, operation, peer, startNanos, 0, isError, resource, isSampled);
  }

  /** These facts of a span that moved so far in its trace's {@link Timeline}. */
  public SpanFacts movedBy(long nanos) {
    return nanos == 0
        ? this
        : new SpanFacts(
            link,
            service,
            operation,
            peer,
            startNanos + nanos,
            endNanos + nanos,
            isError,
            resource,
            isSampled);
  }

  /** These facts of a span whose trace is one of a sample. */
  public SpanFacts sampled() {
    return isSampled
        ? this
        : new SpanFacts(
            link, service, operation, peer, startNanos, endNanos, isError, resource, true);
  }

  /** A name as figures, live and in files, have it. */
  public static String name(String text) {
    String printable = isPrintable(text) ? text : UNPRINTABLE.matcher(text).replaceAll("_");
    if (printable.length() <= LONGEST_NAME) {
      return printable;
    }
    // Half a character would not survive the way to bytes and back.
    boolean splits = Character.isHighSurrogate(printable.charAt(LONGEST_NAME - 1));
    return printable.substring(0, splits ? LONGEST_NAME - 1 : LONGEST_NAME);
  }

  /** Nearly every name is plain; looking is cheaper than a matcher for each span. */
  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7f) {
        return !UNPRINTABLE.matcher(text).find();
      }
    }
    return true;
  }
}
