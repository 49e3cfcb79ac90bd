/**
 * Spans as a Collector sends them, made fast enough to fill a topic: sources, templates, filler.
 */
@NullMarked
package io.spanline.bench.load;

import org.jspecify.annotations.NullMarked;
