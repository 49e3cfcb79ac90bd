package io.spanline.captures.line;

import com.google.protobuf.ByteString;
import io.spanline.model.TraceId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the first fields of a trace's text claim, read without looking at what follows them. */
public record TraceHead(TraceId id, Instant start) {
  // In a text within a text the quotes would be escaped.
  private static final byte[] START = ",\"start\":\"".getBytes(StandardCharsets.US_ASCII);

  /** The head of a text; null where it does not begin as our writer begins. */
  public static @Nullable TraceHead of(byte[] text) {
    try {
      CanonicalJson json = new CanonicalJson(text, text.length);
      json.enter();
      json.requiredText("traceId");
      byte[] id = json.hex();
      json.seek(START);
      json.requiredText("start");
      return new TraceHead(TraceId.of(ByteString.copyFrom(id)), InstantText.parse(json.raw()));
    } catch (CanonicalJson.Departure
        | DateTimeException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      return null;
    }
  }
}
