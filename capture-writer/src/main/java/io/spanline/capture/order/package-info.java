/** The order of a snapshot, the signal that calls it off, and the reasons to refuse it. */
@NullMarked
package io.spanline.capture.order;

import org.jspecify.annotations.NullMarked;
