/** Whether the files of a capture are what was written. */
@NullMarked
package io.spanline.captures.verification;

import org.jspecify.annotations.NullMarked;
