/** The verbs {@code replay} and {@code replays}. */
@NullMarked
package io.spanline.cli.replay;

import org.jspecify.annotations.NullMarked;
