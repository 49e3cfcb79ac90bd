package io.spanline.traffic;

import java.time.Instant;

/**
 * A request that was sent, and what came of it.
 *
 * @param id value of its x-request-id header
 * @param status of the answer; 0 if none came
 */
public record SentRequest(
    String id, RequestKind kind, Instant sentAt, long durationNanos, int status) {

  /** Whether the answer is the one that this kind of request asks for. */
  public boolean isAsExpected() {
    return kind.fails() ? status >= 500 : status >= 200 && status < 300;
  }
}
