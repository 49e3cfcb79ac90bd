/** One replay from its plan to its files, in the order in which it happens. */
@NullMarked
package io.spanline.experiments.replay.run;

import org.jspecify.annotations.NullMarked;
