/** OTLP in and out: bytes or JSON to spans, spans to the standard JSON form. */
@NullMarked
package io.spanline.otlp;

import org.jspecify.annotations.NullMarked;
