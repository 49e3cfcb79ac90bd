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
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record of {@code traces}: what a reader can choose by without decoding it, and
 * what OTLP has no field for. They are the same in both encodings but for {@code content-type}.
 */
final class TraceHeaders {
  /** More missing parents than that are not named in the headers; an outcome names no more. */
  static final int MOST_MISSING_PARENTS = 1_000;

  // Values that most traces have; nobody writes to a header's value.
  private static final byte[] JSON = utf8("application/json");
  private static final byte[] PROTOBUF = utf8("application/x-protobuf");
  private static final byte[] SCHEMA_VERSION = utf8("2");
  private static final byte[] COMPLETE = utf8(Outcome.COMPLETE.word());
  private static final byte[] TRUE = utf8("true");
  private static final byte[][] NUMBERS =
      IntStream.range(0, 64).mapToObj(n -> utf8(String.valueOf(n))).toArray(byte[][]::new);
  private static final int MOST_CHARS = 4_096;
  private static final String REMOTE_PARENT = "remote-parent";
  private static final String REASONS = "reasons";
  private static final String MISSING_PARENTS = "missing-parents";
  private static final String TRUNCATED = "truncated";
  private static final String TRUNCATED_ENTRIES = "truncated-entry-spans";
  private static final String REVISION = "revision";

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
    headers.add("content-type", encoding == Encoding.JSON ? JSON : PROTOBUF);
    headers.add("schema-version", SCHEMA_VERSION);
    headers.add(REVISION, number(trace.revision()));
    headers.add("outcome", outcome.equals(Outcome.COMPLETE) ? COMPLETE : utf8(outcome.word()));
    headers.add("spans", number(trace.spans().size()));
    headers.add("services", utf8(shortened(String.join(",", trace.services()))));
    if (outcome.remoteParent()) {
      headers.add(REMOTE_PARENT, TRUE);
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
      headers.add(name, utf8(String.join(",", texts)));
    }
  }

  private static void addIfPositive(Headers headers, String name, int number) {
    if (number > 0) {
      headers.add(name, number(number));
    }
  }

  private static byte[] number(int number) {
    return number < NUMBERS.length ? NUMBERS[number] : utf8(String.valueOf(number));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
