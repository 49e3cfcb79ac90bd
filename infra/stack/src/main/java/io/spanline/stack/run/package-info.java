/** Starting, watching and stopping: in this process, or by a supervisor that stays. */
@NullMarked
package io.spanline.stack.run;

import org.jspecify.annotations.NullMarked;
