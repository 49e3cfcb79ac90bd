/** Which trace each request of a replay became, and whether any would arrive at all. */
@NullMarked
package io.spanline.experiments.replay.pair;

import org.jspecify.annotations.NullMarked;
