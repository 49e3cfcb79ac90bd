package io.spanline.streams.assembly;

import io.spanline.model.Trace;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a record of {@code traces}: what a reader can choose by without decoding it. */
final class TraceHeaders {
  private static final String SCHEMA_VERSION = "1";
  private static final int MOST_CHARS = 4_096;

  private TraceHeaders() {}

  static Headers of(Trace trace) {
    Headers headers = new RecordHeaders();
    put(headers, "outcome", trace.outcome().word());
    put(headers, "revision", String.valueOf(trace.revision()));
    put(headers, "spans", String.valueOf(trace.spans().size()));
    put(headers, "services", shortened(String.join(",", trace.services())));
    put(headers, "schema-version", SCHEMA_VERSION);
    return headers;
  }

  private static String shortened(String text) {
    if (text.length() <= MOST_CHARS) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MOST_CHARS - 1));
    return text.substring(0, splits ? MOST_CHARS - 1 : MOST_CHARS) + "…";
  }

  private static void put(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
