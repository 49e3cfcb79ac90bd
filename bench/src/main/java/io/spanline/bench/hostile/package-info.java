/** Rows of the table in which the input itself is the fault: what anybody may send. */
@NullMarked
package io.spanline.bench.hostile;

import org.jspecify.annotations.NullMarked;
