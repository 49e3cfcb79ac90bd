/** Faults that are done to a running pipeline, one row of a table each, and what came of them. */
@NullMarked
package io.spanline.bench.fault;

import org.jspecify.annotations.NullMarked;
