package io.spanline.model;

/** The kinds of spans, numbered as in OTLP. */
public enum SpanKind {
  UNSPECIFIED,
  INTERNAL,
  SERVER,
  CLIENT,
  PRODUCER,
  CONSUMER;

  private static final SpanKind[] BY_NUMBER = values();

  /** The kind with OTLP's number; an unknown number is {@link #UNSPECIFIED}. */
  public static SpanKind ofNumber(int number) {
    return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNSPECIFIED;
  }

  /** OTLP's number. */
  @SuppressWarnings("EnumOrdinal") // the constants stand in OTLP's order
  public int number() {
    return ordinal();
  }

  /** Whether a span of this kind is a request that its service got. */
  public boolean isEntry() {
    return this == SERVER || this == CONSUMER;
  }

  /** Whether a span of this kind is a call that its service made. */
  public boolean isExit() {
    return this == CLIENT || this == PRODUCER;
  }
}
