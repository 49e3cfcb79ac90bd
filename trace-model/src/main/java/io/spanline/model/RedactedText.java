package io.spanline.model;

/** What stands in a trace where a value was taken out. */
public final class RedactedText {
  public static final String MARK = "****";

  private RedactedText() {}
}
