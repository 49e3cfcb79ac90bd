package io.spanline.capture.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Name;
import io.spanline.model.Outcome;
import io.spanline.model.Printable;
import io.spanline.rest.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The field {@code where} of a request: what the traces must be like. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RequestedFilter(
    @Nullable Boolean error,
    @Nullable String operation,
    @Nullable String outcome,
    @Nullable String service,
    @Nullable String traceIdPrefix) {
  private static final List<String> OUTCOMES =
      Stream.concat(
              Stream.of("complete", "complete-remote-parent"),
              Arrays.stream(Outcome.Reason.values()).map(Outcome.Reason::word))
          .toList();

  /**
   * The filter.
   *
   * @throws io.spanline.rest.ProblemException 400 for a text that no trace can have
   */
  Selection.Filter filter() {
    if (outcome != null && !OUTCOMES.contains(outcome)) {
      throw Problem.of(
          400,
          "where.outcome must be one of %s, was '%s'"
              .formatted(String.join(", ", OUTCOMES), Printable.text(outcome)));
    }
    String ofService = checked("where.service", service);
    String named = checked("where.operation", operation);
    try {
      return new Selection.Filter(ofService, named, outcome, error, traceIdPrefix);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "where." + Printable.text(String.valueOf(e.getMessage())));
    }
  }

  private static @Nullable String checked(String field, @Nullable String text) {
    if (text != null && (text.isBlank() || !Name.of(text).equals(text))) {
      throw Problem.of(
          400,
          "%s must be a name as it is shown, 1 to %s bytes without control characters, was '%s'"
              .formatted(field, Name.MOST_BYTES, Printable.text(text)));
    }
    return text;
  }
}
