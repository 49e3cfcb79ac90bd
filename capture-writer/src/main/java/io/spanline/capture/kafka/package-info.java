/** The bounded, exact read of the topic {@code traces}, and the wait until it is worth reading. */
@NullMarked
package io.spanline.capture.kafka;

import org.jspecify.annotations.NullMarked;
