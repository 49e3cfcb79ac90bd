package io.spanline.otlp;

/** Thrown for a field that is not of the type that it must be. */
final class WrongFieldException extends IllegalArgumentException {
  private final String path;
  private final String fault;

  /**
   * A field and what is wrong with it.
   *
   * @param path by our names for fields, never a text of the sender's; empty for what is being read
   * @param fault "must be …, was …"
   */
  WrongFieldException(String path, String fault) {
    super(path + " " + fault);
    this.path = path;
    this.fault = fault;
  }

  /** The same, seen from the object around it. */
  WrongFieldException within(String place) {
    return new WrongFieldException(path.isEmpty() ? place : place + "." + path, fault);
  }

  String path() {
    return path;
  }
}
