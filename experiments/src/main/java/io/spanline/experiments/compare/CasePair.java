package io.spanline.experiments.compare;

import io.spanline.captures.replay.ReplayLine;
import org.jspecify.annotations.Nullable;

/** One request, sent on both sides. */
record CasePair(Answer before, Answer after) {
  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  /**
   * What came of a request.
   *
   * @param nanos from when it was to be sent to the answer's last byte; null without a whole answer
   * @param status 0 without one
   * @param error why there is no whole answer; null if there is
   */
  record Answer(@Nullable Long nanos, int status, @Nullable String error) {
    /** Null if the replay did not send the request: that says nothing of who was to answer. */
    static @Nullable Answer of(ReplayLine line) {
      Long nanos = line.moments().responseNanos();
      if (!line.isSent() || nanos == null) {
        return null;
      }
      Integer status = line.status();
      if (status == null || line.error() != null) {
        return new Answer(null, 0, line.error() == null ? "no status" : line.error());
      }
      return new Answer(nanos, status, null);
    }

    /** Its status, or why it has no answer. */
    String what() {
      return error == null ? Integer.toString(status) : error;
    }

    private boolean isBroken() {
      return nanos == null || status >= FIRST_SERVER_ERROR;
    }

    private boolean isRefusal() {
      return !isBroken() && status >= FIRST_CLIENT_ERROR;
    }

    /** A refusal is a failure if the other side has what was asked for. */
    private boolean isFailure(Answer other) {
      return isBroken() || (isRefusal() && !other.isBroken() && !other.isRefusal());
    }
  }

  boolean failedBefore() {
    return before.isFailure(after);
  }

  boolean failedAfter() {
    return after.isFailure(before);
  }

  /** Whether its times can be held against each other. */
  boolean isTimed() {
    return !failedBefore() && !failedAfter();
  }

  boolean isFlip() {
    return !before.what().equals(after.what());
  }
}
