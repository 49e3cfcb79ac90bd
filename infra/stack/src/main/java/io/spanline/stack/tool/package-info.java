/** Finds the three programs that are not Java; downloads their releases, or else builds them. */
@NullMarked
package io.spanline.stack.tool;

import org.jspecify.annotations.NullMarked;
