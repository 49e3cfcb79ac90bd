package io.spanline.clients;

/** Thrown when a process of the stack cannot be asked or does not do as asked; says so to users. */
public final class ClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Tells callers what may help. */
  public enum Reason {
    /** Something has to be changed before anything can be asked, such as a setting. */
    UNUSABLE,
    /** Nobody answers: the process may not run. */
    SILENT,
    /** The answer was no, or not one that can be used. */
    REFUSED
  }

  private ClientException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static ClientException unusable(String message) {
    return new ClientException(Reason.UNUSABLE, message);
  }

  static ClientException silent(String message) {
    return new ClientException(Reason.SILENT, message);
  }

  static ClientException refused(String message) {
    return new ClientException(Reason.REFUSED, message);
  }

  public Reason reason() {
    return reason;
  }
}
