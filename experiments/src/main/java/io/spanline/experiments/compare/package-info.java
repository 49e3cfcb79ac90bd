/** What changed between two baselines or captures, in words that hold. */
@NullMarked
package io.spanline.experiments.compare;

import org.jspecify.annotations.NullMarked;
