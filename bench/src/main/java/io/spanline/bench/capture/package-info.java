/**
 * How fast captures are written; what becomes of them when the writer is killed or its folder
 * fails.
 */
@NullMarked
package io.spanline.bench.capture;

import org.jspecify.annotations.NullMarked;
