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
   * @param what its status, or why it has no answer
   */
  record Answer(@Nullable Long nanos, int status, String what) {
    /** Null if the replay did not send the request: that says nothing of who was to answer. */
    static @Nullable Answer of(ReplayLine line) {
      ReplayLine.Moments moments = line.moments();
      Long done = moments.done();
      if (!line.isSent() || done == null) {
        return null;
      }
      Integer status = line.status();
      return line.error() != null || status == null
          ? new Answer(null, 0, line.error() == null ? "no status" : line.error())
          : new Answer(done - moments.intended(), status, status.toString());
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
