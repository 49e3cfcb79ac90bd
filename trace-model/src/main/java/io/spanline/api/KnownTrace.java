package io.spanline.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code GET /v1/traces/{traceId}}: what assembly knows of a trace that is open or
 * was emitted.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = KnownTrace.Open.class, name = "open"),
  @JsonSubTypes.Type(value = KnownTrace.Emitted.class, name = "emitted")
})
public sealed interface KnownTrace {

  /**
   * A trace that waits for more spans, for the first time or again.
   *
   * @param revision the number that its next emission will have
   * @param outcome what would be said of it if it were emitted now, with reasons and missing
   *     parents
   * @param spans that came since the last emission and were kept
   * @param truncated spans that caps cut so far
   * @param since when its first span came, by the partition's clock
   * @param due when it will be emitted if nothing more comes, by the partition's clock
   */
  record Open(
      String traceId,
      int revision,
      String outcome,
      List<String> reasons,
      List<String> missingParents,
      int spans,
      int truncated,
      long bytes,
      List<String> services,
      Instant since,
      Instant due)
      implements KnownTrace {
    public Open {
      reasons = List.copyOf(reasons);
      missingParents = List.copyOf(missingParents);
      services = List.copyOf(services);
    }
  }

  /**
   * A trace that was emitted and is remembered for spans that come late.
   *
   * @param revision the last one emitted
   * @param spans of all revisions
   * @param closed when it was due, by the partition's clock
   */
  record Emitted(
      String traceId,
      int revision,
      String outcome,
      List<String> reasons,
      List<String> missingParents,
      int spans,
      int truncated,
      Instant closed)
      implements KnownTrace {
    public Emitted {
      reasons = List.copyOf(reasons);
      missingParents = List.copyOf(missingParents);
    }
  }
}
