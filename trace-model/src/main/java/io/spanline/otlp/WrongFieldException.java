package io.spanline.otlp;

/** Thrown for a field that is not of the type that it must be. */
final class WrongFieldException extends IllegalArgumentException {
  private final String field;

  /**
   * A field and what is wrong with it.
   *
   * @param field by our name for it, never a text of the sender's
   */
  WrongFieldException(String field, String message) {
    super(message);
    this.field = field;
  }

  String field() {
    return field;
  }
}
