/** Prepares images and volumes for Docker Compose. */
@NullMarked
package io.spanline.stack.compose;

import org.jspecify.annotations.NullMarked;
