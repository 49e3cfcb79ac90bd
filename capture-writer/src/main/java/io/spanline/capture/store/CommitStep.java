package io.spanline.capture.store;

/**
 * The steps of publishing a snapshot, in order. An error up to the commit undoes all, one after it
 * nothing.
 */
public enum CommitStep {
  SYNC_LINES,
  CHECK_BASELINE,
  LINK_CAPTURE,
  REMOVE_DRAFT,
  WRITE_BASELINE,
  WRITE_MANIFEST,
  /** The commit: the manifest gets its name. */
  NAME_MANIFEST,
  SYNC_COMMIT,
  NAME_BASELINE,
  TELL_CALLER;

  /** Hears of each step before it is done; a test makes it fail, or kills the process, there. */
  @FunctionalInterface
  public interface Watch {
    Watch NONE = step -> {};

    void before(CommitStep step) throws java.io.IOException;
  }
}
