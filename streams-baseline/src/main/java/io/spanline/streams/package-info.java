/**
 * The program streams-baseline. From source to sink: {@code SpanlineTopology} reads {@code
 * otlp_spans}, {@code SpanIntake} decodes, {@code TraceAssembly} makes traces and the ledger,
 * {@code WindowedStatistics} and {@code StatisticsFold} make statistics; {@code StreamsBaseline}
 * runs it and {@code rest.BaselineApi} answers questions about it.
 */
@NullMarked
package io.spanline.streams;

import org.jspecify.annotations.NullMarked;
