package io.spanline.experiments.replay.pair;

import java.time.Duration;

/**
 * Whether the traces of requests will arrive.
 *
 * @param words for people, with the next step if they will not
 */
public record PreflightResult(Finding finding, String words) {
  /** What was found. */
  public enum Finding {
    /** A span of the request's trace arrived in time. */
    ARRIVED,
    /** Nobody looked for spans. */
    ANSWERED,
    NO_KAFKA,
    NO_ANSWER,
    /** The request itself cannot be sent. */
    UNSENT,
    /** No span of any trace arrived. */
    NOTHING,
    /** Spans of other services arrived. */
    OTHER_SERVICES,
    /** The request began a trace of its own. */
    OWN_TRACE,
    /** Spans of the service arrived, but none of the request. */
    NOT_SAMPLED,
    LATE
  }

  static PreflightResult arrived(Duration took) {
    return new PreflightResult(
        Finding.ARRIVED, "its first span arrived after %d ms".formatted(took.toMillis()));
  }

  /** Whether requests can be sent. */
  public boolean isGood() {
    return finding == Finding.ARRIVED || finding == Finding.ANSWERED;
  }
}
