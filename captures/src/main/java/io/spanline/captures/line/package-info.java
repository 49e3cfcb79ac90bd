/** The lines of a capture: traces as JSON, each with a checksum. */
@NullMarked
package io.spanline.captures.line;

import org.jspecify.annotations.NullMarked;
