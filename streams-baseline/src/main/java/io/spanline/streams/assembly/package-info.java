/**
 * From records of {@code otlp_spans} to traces: {@code SpanIntake} decodes, {@code TraceAssembler}
 * joins, judges, emits and keeps the ledger.
 */
@NullMarked
package io.spanline.streams.assembly;

import org.jspecify.annotations.NullMarked;
