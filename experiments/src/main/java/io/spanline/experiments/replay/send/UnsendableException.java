package io.spanline.experiments.replay.send;

/** A request that the HTTP client refuses to send. */
final class UnsendableException extends Exception {
  private final Failure failure;

  UnsendableException(String word, String detail) {
    super(word + ": " + detail, null, false, false);
    failure = new Failure(word, detail);
  }

  Failure failure() {
    return failure;
  }
}
