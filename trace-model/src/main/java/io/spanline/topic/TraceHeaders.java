package io.spanline.topic;

import io.spanline.model.Outcome;
import io.spanline.model.SpanId;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record of {@code traces}: what a reader can choose by without decoding it, and
 * what OTLP has no field for. They are the same in both encodings but for {@code content-type}.
 */
final class TraceHeaders {
  /** More missing parents than that are not named in the headers; an outcome names no more. */
  static final int MOST_MISSING_PARENTS = 1_000;

  private static final String SCHEMA_VERSION = "2";
  private static final int MOST_CHARS = 4_096;
  private static final String REMOTE_PARENT = "remote-parent";
  private static final String REASONS = "reasons";
  private static final String MISSING_PARENTS = "missing-parents";
  private static final String TRUNCATED = "truncated";
  private static final String TRUNCATED_ENTRIES = "truncated-entry-spans";
  private static final String REVISION = "revision";

  private TraceHeaders() {}

  /** Sets the headers of a trace, in place of any of the same names. */
  static void write(Trace trace, Encoding encoding, Headers headers) {
    Outcome outcome = trace.outcome();
    put(headers, "content-type", contentType(encoding));
    put(headers, "schema-version", SCHEMA_VERSION);
    put(headers, REVISION, String.valueOf(trace.revision()));
    put(headers, "outcome", outcome.word());
    put(headers, "spans", String.valueOf(trace.spans().size()));
    put(headers, "services", shortened(String.join(",", trace.services())));
    putUnlessEmpty(headers, REMOTE_PARENT, outcome.remoteParent() ? "true" : "");
    putUnlessEmpty(headers, REASONS, joined(outcome.reasons(), Outcome.Reason::word));
    putUnlessEmpty(headers, MISSING_PARENTS, joined(outcome.missingParents(), SpanId::hex));
    putUnlessEmpty(headers, TRUNCATED, positive(outcome.cut().spans()));
    putUnlessEmpty(headers, TRUNCATED_ENTRIES, positive(outcome.cut().entrySpans()));
  }

  /**
   * The revision that the headers state.
   *
   * @throws IllegalArgumentException if they do not
   */
  static int revision(Headers headers) {
    String text = text(headers, REVISION);
    if (text == null) {
      throw new NotATraceException(
          NotATraceException.Reason.NO_REVISION,
          "not a trace: its record has no header " + REVISION);
    }
    return NotATraceException.read(REVISION, () -> Integer.parseInt(text));
  }

  /**
   * The outcome that the headers state.
   *
   * @throws IllegalArgumentException if they state one wrongly
   */
  static Outcome outcome(Headers headers) {
    List<Outcome.Reason> reasons =
        NotATraceException.read(REASONS, () -> split(headers, REASONS, Outcome.Reason::parse));
    List<SpanId> missing =
        NotATraceException.read(
            MISSING_PARENTS, () -> split(headers, MISSING_PARENTS, SpanId::parse));
    return NotATraceException.read(
        TRUNCATED,
        () ->
            new Outcome(
                "true".equals(text(headers, REMOTE_PARENT)),
                reasons,
                missing,
                new Outcome.Cut(number(headers, TRUNCATED), number(headers, TRUNCATED_ENTRIES))));
  }

  private static String positive(int number) {
    return number > 0 ? String.valueOf(number) : "";
  }

  private static int number(Headers headers, String name) {
    String text = text(headers, name);
    return text == null ? 0 : Integer.parseInt(text);
  }

  private static String contentType(Encoding encoding) {
    return switch (encoding) {
      case JSON -> "application/json";
      case OTLP_PROTO -> "application/x-protobuf";
    };
  }

  private static <T> String joined(List<T> values, Function<T, String> form) {
    return String.join(",", values.stream().limit(MOST_MISSING_PARENTS).map(form).toList());
  }

  private static <T> List<T> split(Headers headers, String name, Function<String, T> form) {
    String text = text(headers, name);
    return text == null ? List.of() : Arrays.stream(text.split(",")).map(form).toList();
  }

  private static String shortened(String text) {
    if (text.length() <= MOST_CHARS) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MOST_CHARS - 1));
    return text.substring(0, splits ? MOST_CHARS - 1 : MOST_CHARS) + "…";
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void putUnlessEmpty(Headers headers, String name, String text) {
    headers.remove(name);
    if (!text.isEmpty()) {
      put(headers, name, text);
    }
  }

  private static void put(Headers headers, String name, String text) {
    headers.remove(name);
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
