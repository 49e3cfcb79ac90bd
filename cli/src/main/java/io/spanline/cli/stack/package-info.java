/** The verbs that start and stop the stack, show it, and talk to its parts. */
@NullMarked
package io.spanline.cli.stack;

import org.jspecify.annotations.NullMarked;
