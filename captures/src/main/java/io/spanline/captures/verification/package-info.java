/** Whether the files of a capture or a replay are what was written. */
@NullMarked
package io.spanline.captures.verification;

import org.jspecify.annotations.NullMarked;
