package io.spanline.clients;

/** Thrown when a call to a process of the stack fails; the message is for users. */
public final class ClientException extends RuntimeException {
  private final Reason reason;

  /** Tells callers how a call failed. */
  public enum Reason {
    /** The user must change something first, such as a setting. */
    UNUSABLE,
    /** No answer, or 503: the process, or what it needs, may not be running. */
    SILENT,
    /** The answer was no, or not one that can be used. */
    REFUSED,
    /** The answer was that there is no such thing. */
    ABSENT
  }

  private ClientException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public static ClientException unusable(String message) {
    return new ClientException(Reason.UNUSABLE, message);
  }

  public static ClientException silent(String message) {
    return new ClientException(Reason.SILENT, message);
  }

  static ClientException refused(String message) {
    return new ClientException(Reason.REFUSED, message);
  }

  static ClientException absent(String message) {
    return new ClientException(Reason.ABSENT, message);
  }

  public Reason reason() {
    return reason;
  }
}
