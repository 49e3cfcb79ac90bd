package io.spanline.capture.order;

import org.jspecify.annotations.Nullable;

/** A snapshot that is not taken; nothing of it is left. */
public final class Refusal extends RuntimeException {
  private final Reason reason;
  private final long missing;

  public Refusal(Reason reason, String message) {
    this(reason, message, null, 0);
  }

  public Refusal(Reason reason, String message, Throwable cause) {
    this(reason, message, cause, 0);
  }

  private Refusal(Reason reason, String message, @Nullable Throwable cause, long missing) {
    super(message, cause);
    this.reason = reason;
    this.missing = missing;
  }

  public static Refusal tooFew(long missing) {
    return new Refusal(Reason.TOO_FEW, missing + " traces are missing", null, missing);
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
    /** A baseline of its name is there and must not be replaced. */
    BASELINE_EXISTS,
    /** The traces are those of another replay than it says. */
    OTHER_REPLAY,
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
