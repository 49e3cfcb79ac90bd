/** Takes out of spans what may not stand in a capture: an allow-list, then one pattern. */
@NullMarked
package io.spanline.capture.redaction;

import org.jspecify.annotations.NullMarked;
