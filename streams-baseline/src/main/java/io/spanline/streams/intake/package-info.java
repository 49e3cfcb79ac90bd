/**
 * From records of {@code otlp_spans} to spans: {@code SpanIntake} decodes them, and sends what it
 * cannot use to the dead letters, with the reason.
 */
@NullMarked
package io.spanline.streams.intake;

import org.jspecify.annotations.NullMarked;
