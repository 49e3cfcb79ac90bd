package io.spanline.topic;

import io.spanline.model.HttpRequest;
import io.spanline.model.RedactedText;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the request that began a trace can be sent again from what the trace holds.
 *
 * @param reasons why not; empty if it can
 */
public record Replayability(List<String> reasons) {
  private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");

  public Replayability {
    reasons = List.copyOf(reasons);
  }

  public static Replayability of(@Nullable Span root, Beginning beginning) {
    List<String> reasons = new ArrayList<>();
    if (beginning == Beginning.BEFORE) {
      reasons.add("began before the range");
    }
    if (root == null) {
      reasons.add("no root span");
    } else {
      request(root, reasons);
    }
    return new Replayability(reasons);
  }

  private static void request(Span root, List<String> reasons) {
    HttpRequest request = new HttpRequest(root);
    Optional<String> path = request.path();
    if (root.kind() != SpanKind.SERVER || path.isEmpty()) {
      reasons.add("not an HTTP request");
      return;
    }
    if (!BODILESS.contains(request.method().orElse(""))) {
      reasons.add("request body is not captured");
    }
    if (path.get().contains(RedactedText.MARK)) {
      reasons.add("path is redacted");
    }
  }

  public boolean able() {
    return reasons.isEmpty();
  }
}
