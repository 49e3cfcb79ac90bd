package io.spanline.experiments.replay.file;

import java.io.IOException;

/**
 * The steps of publishing a replay, in order. An error up to the commit undoes all but what was
 * sent, one after it nothing.
 */
enum PublishStep {
  CLOSE_SENT,
  ORDER_LINES,
  SYNC_LINES,
  LINK_REPLAY,
  REMOVE_ORDERED,
  WRITE_MANIFEST,
  /** The commit: the manifest gets its name. */
  NAME_MANIFEST,
  SYNC_COMMIT,
  REMOVE_SENT,
  TELL_CALLER;

  /** Hears of each step before it is done; a test makes it fail, or kills the process, there. */
  @FunctionalInterface
  interface Watch {
    Watch NONE = step -> {};

    void before(PublishStep step) throws IOException;
  }
}
