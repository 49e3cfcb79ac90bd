package io.spanline.topic;

import io.spanline.otlp.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What the headers of a dead letter say of it. */
public final class DeadLetterHeaders {
  /** Stands for a reason that streams-baseline does not give: anybody may write to the topic. */
  public static final String OTHER = "other";

  private DeadLetterHeaders() {}

  /** The word of a {@link Decoded.Reason}, else {@link #OTHER}. */
  public static String reason(Headers headers) {
    String word = text(headers, "reason").orElse(OTHER);
    return Arrays.stream(Decoded.Reason.values()).anyMatch(each -> each.word().equals(word))
        ? word
        : OTHER;
  }

  /** The text of a header's last value. */
  public static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
