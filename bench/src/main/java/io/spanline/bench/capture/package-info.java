/** How fast captures are written and baselines computed, beside plain programs that do as much. */
@NullMarked
package io.spanline.bench.capture;

import org.jspecify.annotations.NullMarked;
