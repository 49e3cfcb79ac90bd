package io.spanline.capture;

/** A snapshot that is not taken; nothing of it is left. */
public final class Refusal extends RuntimeException {
  private final Reason reason;

  public Refusal(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Refusal(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Why, as far as a caller can tell cases apart. */
  public enum Reason {
    /** The range holds no trace. */
    NO_TRACES,
    /** Kafka or a topic of it is not there. */
    KAFKA_UNAVAILABLE,
    /** Another snapshot is under way and took too long. */
    BUSY,
    /** This process is stopping. */
    STOPPING
  }
}
