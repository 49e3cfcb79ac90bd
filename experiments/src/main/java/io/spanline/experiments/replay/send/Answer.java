package io.spanline.experiments.replay.send;

import io.spanline.captures.replay.ReplayLine.Moments;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request: a status or an error.
 *
 * @param detail what the HTTP client said of the error
 * @param bytes of the body
 */
public record Answer(
    Moments moments,
    @Nullable Integer status,
    @Nullable String error,
    @Nullable String detail,
    long bytes) {
  /** A request that was not sent. */
  static Answer unsent(long intended, Failure why) {
    Moments moments = new Moments(intended, null, null, null);
    return new Answer(moments, null, why.word(), why.detail(), 0);
  }
}
