/** Experiments on the real stack whose verdict is known beforehand. */
@NullMarked
package io.spanline.bench.answers;

import org.jspecify.annotations.NullMarked;
