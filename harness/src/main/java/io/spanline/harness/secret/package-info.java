/** Secrets that are planted wherever a sender can put them, and the search for them. */
@NullMarked
package io.spanline.harness.secret;

import org.jspecify.annotations.NullMarked;
