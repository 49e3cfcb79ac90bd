/**
 * The three programs that are not Java: where each is found, and where it is not, how its release
 * is downloaded, else how it is built.
 */
@NullMarked
package io.spanline.stack.tool;

import org.jspecify.annotations.NullMarked;
