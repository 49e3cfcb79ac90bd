package io.spanline.capture.order;

/** A snapshot that is not taken; nothing of it is left. */
public final class Refusal extends RuntimeException {
  private final Reason reason;
  private final long missing;

  public Refusal(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.missing = 0;
  }

  private Refusal(long missing) {
    super(missing + " traces are missing");
    this.reason = Reason.TOO_FEW;
    this.missing = missing;
  }

  public static Refusal tooFew(long missing) {
    return new Refusal(missing);
  }

  public Refusal(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.missing = 0;
  }

  public Reason reason() {
    return reason;
  }

  /** How many traces are missing; 0 if that is not the reason. */
  public long missing() {
    return missing;
  }

  /** The reasons that a caller can tell apart. */
  public enum Reason {
    /** The range holds no trace. */
    NO_TRACES,
    /** Kafka or a topic of it is not there. */
    KAFKA_UNAVAILABLE,
    /** Fewer traces match than were asked for. */
    TOO_FEW,
    /** More records than the heap bears would have to be read. */
    TOO_MANY,
    /** Other snapshots are under way and took too long, or too many wait. */
    BUSY,
    /** Whoever asked for it does not want it any more. */
    CANCELLED,
    /** This process is stopping. */
    STOPPING
  }
}
