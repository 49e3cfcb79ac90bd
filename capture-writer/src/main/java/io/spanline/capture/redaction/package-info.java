/** What of a span may stand in a capture, and what is taken out of it. */
@NullMarked
package io.spanline.capture.redaction;

import org.jspecify.annotations.NullMarked;
