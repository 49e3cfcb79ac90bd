/** The real processes that a run is made of, each of which may be killed, stopped and started. */
@NullMarked
package io.spanline.bench.part;

import org.jspecify.annotations.NullMarked;
