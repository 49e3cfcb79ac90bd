package io.spanline.stack.tool;

/** A tool does not come from its release; said to the user, who is then offered another way. */
final class DownloadFailed extends Exception {
  private static final long serialVersionUID = 1L;

  DownloadFailed(String message) {
    super(message);
  }
}
