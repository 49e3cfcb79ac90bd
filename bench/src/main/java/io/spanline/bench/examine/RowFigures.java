package io.spanline.bench.examine;

/**
 * What a row of the statistics says.
 *
 * @param own durations of the requests, or of the calls by the caller's clock
 * @param server the callee's durations of answered calls
 * @param gap between caller and callee, of answered calls
 */
public record RowFigures(Counts counts, TimeFigures own, TimeFigures server, TimeFigures gap) {
  /**
   * How many there were.
   *
   * @param all requests, or calls of an edge
   * @param unanswered calls; 0 of requests
   */
  public record Counts(long all, long errors, long unanswered) {}

  /** The figures of requests. */
  static RowFigures ofRequests(long all, long errors, TimeFigures own) {
    return new RowFigures(new Counts(all, errors, 0), own, TimeFigures.NONE, TimeFigures.NONE);
  }
}
