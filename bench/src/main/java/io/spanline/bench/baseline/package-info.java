/** How fast a baseline is computed from a capture, beside the usual tools of a shell. */
@NullMarked
package io.spanline.bench.baseline;

import org.jspecify.annotations.NullMarked;
