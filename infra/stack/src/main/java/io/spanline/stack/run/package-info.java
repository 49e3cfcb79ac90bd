/** Starts, watches and stops a stack, in this process or in a supervisor that stays. */
@NullMarked
package io.spanline.stack.run;

import org.jspecify.annotations.NullMarked;
