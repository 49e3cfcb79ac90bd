/**
 * The program streams-baseline. From source to sink: {@code SpanlineTopology} reads {@code
 * otlp_spans}, {@code SpanIntake} decodes, {@code TraceAssemblySupplier} makes traces and the
 * ledger, {@code WindowedStatisticsSupplier} and {@code StatisticsFoldSupplier} make statistics;
 * {@code StreamsBaseline} runs it and {@code rest.BaselineApi} answers questions about it.
 */
@NullMarked
package io.spanline.streams;

import org.jspecify.annotations.NullMarked;
