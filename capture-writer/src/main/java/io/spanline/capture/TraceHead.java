package io.spanline.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanline.model.TraceId;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The trace that a record claims to be of. */
final class TraceHead {
  private static final JsonFactory JSON = new JsonFactory();

  private TraceHead() {}

  /**
   * Looks at what stands before the spans, if it is a summary; else at all of the record.
   *
   * @throws IllegalArgumentException if it is no trace
   */
  static TraceId id(byte[] value, Headers headers) {
    TraceId claimed = claimed(value);
    return claimed == null ? TraceSerde.read(value, headers).traceId() : claimed;
  }

  private static @Nullable TraceId claimed(byte[] json) {
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
          return TraceId.parse(in.getText());
        }
        in.skipChildren();
      }
      return null;
    } catch (IOException | IllegalArgumentException e) {
      // Reading all of it says what is wrong.
      return null;
    }
  }
}
