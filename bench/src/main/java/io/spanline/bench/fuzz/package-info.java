/** Seeded mutation fuzzing of the decoder: what anybody may send must be read or refused. */
@NullMarked
package io.spanline.bench.fuzz;

import org.jspecify.annotations.NullMarked;
