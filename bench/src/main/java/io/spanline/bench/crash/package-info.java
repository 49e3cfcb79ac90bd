/** What becomes of captures when their writer is killed, or its folder is in trouble. */
@NullMarked
package io.spanline.bench.crash;

import org.jspecify.annotations.NullMarked;
