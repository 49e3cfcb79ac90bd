package io.spanline.captures.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * A request of a replay.
 *
 * @param line of the capture that it came from, from 1
 * @param repetition how often the case had its turn, from 1
 * @param original the trace that it became when it was captured
 * @param traceId the trace that it was to become now
 * @param spanId the parent that it named to the service
 * @param service whose request it is
 * @param operation name of its entry span when it was captured
 * @param status of the answer; null if there was none
 * @param error why there is no answer; null if there is
 * @param bytes of the answer's body
 * @param pair what became of its trace; null if nobody looked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayLine(
    @JsonProperty("case") int line,
    int repetition,
    TraceId original,
    TraceId traceId,
    SpanId spanId,
    String service,
    String operation,
    Moments moments,
    @Nullable Integer status,
    @Nullable String error,
    long bytes,
    @Nullable Pair pair) {
  /**
   * Times in nanoseconds since 1970, by one clock that does not jump.
   *
   * @param intended when the plan wanted it sent
   * @param handed when it was handed to the HTTP client; null if it was dropped
   * @param head when the answer's head had come; null without an answer
   * @param done when the answer's last byte had come, or it failed; null if it was dropped
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Moments(
      long intended, @Nullable Long handed, @Nullable Long head, @Nullable Long done) {}
}
