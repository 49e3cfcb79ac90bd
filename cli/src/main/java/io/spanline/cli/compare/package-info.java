/** {@code spanline compare}: what changed between two baselines or captures. */
@NullMarked
package io.spanline.cli.compare;

import org.jspecify.annotations.NullMarked;
