/**
 * The three programs that are not Java: where each is found, and how it is built where it is not.
 */
@NullMarked
package io.spanline.stack.tool;

import org.jspecify.annotations.NullMarked;
