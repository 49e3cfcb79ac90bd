package io.spanline.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What a record claims of its trace. */
record TraceHead(TraceId id, Instant start) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Looks at what stands before the spans, if it is a summary; else at all of the record.
   *
   * @throws IllegalArgumentException if it is no trace
   */
  static TraceHead of(byte[] value, Headers headers) {
    TraceHead claimed = claimed(value);
    if (claimed != null) {
      return claimed;
    }
    Trace trace = TraceSerde.read(value, headers);
    return new TraceHead(trace.traceId(), trace.start());
  }

  private static @Nullable TraceHead claimed(byte[] json) {
    String id = null;
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
        JsonToken token = in.nextToken();
        if (field.equals("resourceSpans")) {
          return null;
        }
        if (field.equals("traceId") && token == JsonToken.VALUE_STRING) {
          id = in.getText();
        } else if (field.equals("start") && token == JsonToken.VALUE_STRING && id != null) {
          return new TraceHead(TraceId.parse(id), Instant.parse(in.getText()));
        } else {
          in.skipChildren();
        }
      }
      return null;
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      // Reading all of it says what is wrong.
      return null;
    }
  }
}
