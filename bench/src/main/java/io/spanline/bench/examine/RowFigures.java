package io.spanline.bench.examine;

/**
 * What a row of the statistics says.
 *
 * @param unanswered calls of an edge; 0 of requests
 * @param own of the requests, or of the calls by the caller's clock
 * @param server the callee's times of answered calls
 * @param gap between caller and callee, of answered calls
 */
public record RowFigures(
    long count,
    long errors,
    long unanswered,
    TimeFigures own,
    TimeFigures server,
    TimeFigures gap) {}
