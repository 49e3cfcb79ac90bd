package io.spanline.bench.load;

/** A span of a made trace: what is filled into its template. */
record MadeSpan(
    long traceHigh,
    long traceLow,
    long id,
    long parent,
    long startNanos,
    long endNanos,
    int pathNumber) {}
