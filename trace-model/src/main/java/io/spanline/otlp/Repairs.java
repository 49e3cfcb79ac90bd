package io.spanline.otlp;

/** Counts the spans of a record with repaired text, be it their own or of what they share. */
final class Repairs {
  private int spans;
  private int repaired;
  private boolean here;
  private boolean anywhere;

  /** Reads something, once. */
  @FunctionalInterface
  interface Reading<T, E extends Exception> {
    T read() throws E;
  }

  /** A text was repaired in the part that is being read. */
  void text() {
    here = true;
    anywhere = true;
  }

  /** Reads a part of the record; what is repaired in it is shared by all its spans. */
  <T, E extends Exception> T part(Reading<T, E> reading) throws E {
    final boolean around = here;
    final int spansBefore = spans;
    final int repairedBefore = repaired;
    here = false;
    T part = reading.read();
    if (here) {
      repaired = repairedBefore + spans - spansBefore;
    }
    here = around;
    return part;
  }

  /** Reads a part that is one span. */
  <T, E extends Exception> T span(Reading<T, E> reading) throws E {
    return part(
        () -> {
          spans++;
          return reading.read();
        });
  }

  boolean isEmpty() {
    return !anywhere;
  }

  /** How many spans it concerns. */
  int spans() {
    return repaired;
  }
}
