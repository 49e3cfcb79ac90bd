package io.spanline.capture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a record was left out, in words of ours. What an exception says quotes the record, and that
 * may be the secret: of its message only the beginning is looked at, and none of it is passed on.
 */
final class SkipReason {
  private static final String NO_TRACE = "not a trace";
  private static final String ENUM = "not a trace: No enum constant ";

  /** The beginning of a message, and what is told of it. */
  private static final Map<String, String> BY_BEGINNING = new LinkedHashMap<>();

  private static final Pattern FIELD = Pattern.compile("not a trace: ([A-Za-z0-9 ]+) must be .*");

  /** Fields of OTLP, and of the summary before it. */
  private static final List<String> FIELDS =
      List.of(
          "a key",
          "arrayValue",
          "attributes",
          "bytesValue",
          "code",
          "descriptionKeys",
          "doubleValue",
          "droppedAttributesCount",
          "droppedEventsCount",
          "droppedLinksCount",
          "endTimeUnixNano",
          "entityRefs",
          "events",
          "flags",
          "idKeys",
          "intValue",
          "key",
          "keyStrindex",
          "kind",
          "links",
          "message",
          "name",
          "parentSpanId",
          "resourceSpans",
          "schemaUrl",
          "scopeSpans",
          "spanId",
          "spans",
          "startTimeUnixNano",
          "stringValue",
          "stringValueStrindex",
          "timeUnixNano",
          "traceId",
          "traceState",
          "type",
          "values",
          "version");

  static {
    for (String said :
        List.of(
            "record has no value",
            "its trace began before what was read",
            "not JSON",
            "neither JSON nor protobuf",
            "not a trace: not a JSON object",
            "not a trace: its resourceSpans hold unusable spans",
            "not a trace: its record has no header revision",
            "not one trace: its spans differ in trace id")) {
      BY_BEGINNING.put(said, said);
    }
    BY_BEGINNING.put("not one trace", "not one trace: its spans differ from its traceId");
    BY_BEGINNING.put(
        "not a trace: its summary says that it starts at",
        "not a trace: its summary says that it starts at another time than its spans");
    BY_BEGINNING.put(ENUM + "io.opentelemetry.proto.trace.v1.Span.SpanKind", told("kind"));
    BY_BEGINNING.put(ENUM + "io.opentelemetry.proto.trace.v1.Status.StatusCode", told("code"));
    BY_BEGINNING.put("revision must", told("revision"));
    BY_BEGINNING.put("span id must", told("missingParents"));
    BY_BEGINNING.put("there is no reason", told("reasons"));
  }

  private SkipReason() {}

  /** The words for a message. */
  static String of(String message) {
    for (Map.Entry<String, String> each : BY_BEGINNING.entrySet()) {
      if (message.startsWith(each.getKey())) {
        return each.getValue();
      }
    }
    Matcher field = FIELD.matcher(message.lines().findFirst().orElse(""));
    String named = field.matches() ? field.group(1) : "";
    return FIELDS.stream().filter(named::equals).findFirst().map(SkipReason::told).orElse(NO_TRACE);
  }

  private static String told(String field) {
    return "%s: its %s is not what it has to be".formatted(NO_TRACE, field);
  }
}
