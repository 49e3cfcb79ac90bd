package io.spanline.capture.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.spanline.capture.redaction.CleanText;
import io.spanline.captures.FileFormat;
import io.spanline.captures.FileSums;
import io.spanline.captures.manifest.Manifest;
import io.spanline.rest.Problem;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key} of a request, and the sum of what was asked with it. */
final class RequestKey {
  private static final String HEADER = "Idempotency-Key";
  private static final String FORM = "[ -~]{1,128}";

  private RequestKey() {}

  /**
   * The key of a request; null if it has none. The sum is of the given fields in fixed order: white
   * space and the order in which they came do not matter.
   */
  static Manifest.@Nullable Request of(Context context, SnapshotRequest body) {
    List<String> keys = Collections.list(context.req().getHeaders(HEADER));
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !keys.get(0).matches(FORM)) {
      throw Problem.of(
          400, HEADER + " must be sent once and have 1 to 128 printable ASCII characters");
    }
    // It stands in the manifest, and would not be found again if it were cleaned there.
    if (!CleanText.isClean(keys.get(0))) {
      throw Problem.of(
          400,
          HEADER
              + " looks like a credential and would be stored; send a random one, such as a UUID");
    }
    return new Manifest.Request(keys.get(0), sum(body));
  }

  private static String sum(SnapshotRequest body) {
    try {
      return FileSums.of(FileFormat.JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a request that was read cannot be written", e);
    }
  }
}
