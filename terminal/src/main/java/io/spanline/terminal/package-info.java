/** How our programs speak to a person at a terminal, or to a script. */
@NullMarked
package io.spanline.terminal;

import org.jspecify.annotations.NullMarked;
