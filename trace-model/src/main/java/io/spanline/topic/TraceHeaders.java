package io.spanline.topic;

import io.spanline.model.Outcome;
import io.spanline.model.SpanId;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record of {@code traces}: what a reader can choose by without decoding it, and
 * what OTLP has no field for. They are the same in both encodings but for {@code content-type}.
 */
final class TraceHeaders {
  /** More missing parents than that are not named in the headers; an outcome names no more. */
  static final int MOST_MISSING_PARENTS = 1_000;

  private static final int MOST_CHARS = 4_096;
  private static final String REMOTE_PARENT = "remote-parent";
  private static final String REASONS = "reasons";
  private static final String MISSING_PARENTS = "missing-parents";
  private static final String TRUNCATED = "truncated";
  private static final String TRUNCATED_ENTRIES = "truncated-entry-spans";
  private static final String REVISION = "revision";

  // What most traces have; nobody writes to a header's value.
  private static final Header JSON = header("content-type", "application/json");
  private static final Header PROTOBUF = header("content-type", "application/x-protobuf");
  private static final Header SCHEMA_VERSION = header("schema-version", "2");
  private static final Header FIRST_REVISION = header(REVISION, "1");
  private static final Header COMPLETE = header("outcome", Outcome.COMPLETE.word());
  private static final Header[] SPANS =
      IntStream.range(0, 64).mapToObj(TraceHeaders::spans).toArray(Header[]::new);

  private static final List<String> NAMES =
      List.of(
          "content-type",
          "schema-version",
          REVISION,
          "outcome",
          "spans",
          "services",
          REMOTE_PARENT,
          REASONS,
          MISSING_PARENTS,
          TRUNCATED,
          TRUNCATED_ENTRIES);

  private TraceHeaders() {}

  /** Sets the headers of a trace, in place of any of the same names. */
  static void write(Trace trace, Encoding encoding, Headers headers) {
    if (headers.iterator().hasNext()) {
      NAMES.forEach(headers::remove);
    }
    Outcome outcome = trace.outcome();
    int spans = trace.spans().size();
    headers.add(encoding == Encoding.JSON ? JSON : PROTOBUF);
    headers.add(SCHEMA_VERSION);
    headers.add(trace.revision() == 1 ? FIRST_REVISION : number(REVISION, trace.revision()));
    headers.add(outcome.equals(Outcome.COMPLETE) ? COMPLETE : header("outcome", outcome.word()));
    headers.add(spans < SPANS.length ? SPANS[spans] : spans(spans));
    headers.add(header("services", shortened(String.join(",", trace.services()))));
    if (outcome.remoteParent()) {
      headers.add(header(REMOTE_PARENT, "true"));
    }
    addUnlessEmpty(headers, REASONS, outcome.reasons(), Outcome.Reason::word);
    addUnlessEmpty(headers, MISSING_PARENTS, outcome.missingParents(), SpanId::hex);
    addIfPositive(headers, TRUNCATED, outcome.cut().spans());
    addIfPositive(headers, TRUNCATED_ENTRIES, outcome.cut().entrySpans());
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

  private static int number(Headers headers, String name) {
    String text = text(headers, name);
    return text == null ? 0 : Integer.parseInt(text);
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

  private static <T> void addUnlessEmpty(
      Headers headers, String name, List<T> values, Function<T, String> form) {
    if (!values.isEmpty()) {
      List<String> texts = values.stream().limit(MOST_MISSING_PARENTS).map(form).toList();
      headers.add(header(name, String.join(",", texts)));
    }
  }

  private static void addIfPositive(Headers headers, String name, int number) {
    if (number > 0) {
      headers.add(number(name, number));
    }
  }

  private static Header spans(int number) {
    return number("spans", number);
  }

  private static Header number(String name, int number) {
    return header(name, String.valueOf(number));
  }

  private static Header header(String name, String text) {
    return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
