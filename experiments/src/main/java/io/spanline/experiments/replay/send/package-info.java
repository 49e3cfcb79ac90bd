/**
 * Sends the requests of a plan at their times: {@code Run} paces them, {@code Wire} sends each and
 * times its answer, {@code Tally} counts what came of them.
 */
@NullMarked
package io.spanline.experiments.replay.send;

import org.jspecify.annotations.NullMarked;
