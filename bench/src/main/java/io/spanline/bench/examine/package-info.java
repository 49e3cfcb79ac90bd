/** Compares what came out of a run with what a plain reference computes from what went in. */
@NullMarked
package io.spanline.bench.examine;

import org.jspecify.annotations.NullMarked;
