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
  /**
   * Why there is none, with what the HTTP client said of it if that says more; null if there is.
   */
  public @Nullable String whyNone() {
    boolean tellsAll =
        detail == null || detail.isBlank() || (moments.handed() != null && !"other".equals(error));
    return error == null || tellsAll ? error : error + ": " + detail;
  }

  /** A request that was not sent. */
  static Answer unsent(long intended, Failure why) {
    Moments moments = new Moments(intended, null, null, null);
    return new Answer(moments, null, why.word(), why.detail(), 0);
  }
}
