/** The verbs about baselines. */
@NullMarked
package io.spanline.cli.baseline;

import org.jspecify.annotations.NullMarked;
