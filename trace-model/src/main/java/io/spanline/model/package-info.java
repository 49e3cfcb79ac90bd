/** Spans, traces and edges as the rest of Spanline sees them; knows nothing of Kafka or HTTP. */
@NullMarked
package io.spanline.model;

import org.jspecify.annotations.NullMarked;
