/** The program behind {@code ./spanline faults} and {@code ./spanline bench}. */
@NullMarked
package io.spanline.bench;

import org.jspecify.annotations.NullMarked;
