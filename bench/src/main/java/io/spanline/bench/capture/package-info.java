/** Measures how fast capture-writer writes captures. */
@NullMarked
package io.spanline.bench.capture;

import org.jspecify.annotations.NullMarked;
