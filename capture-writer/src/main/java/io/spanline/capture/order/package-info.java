/** What a snapshot is asked to be, how it is called off, and why it may not be taken. */
@NullMarked
package io.spanline.capture.order;

import org.jspecify.annotations.NullMarked;
