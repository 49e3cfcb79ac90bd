/** How and where the program was started, and which stack its verbs are about. */
@NullMarked
package io.spanline.cli.invocation;

import org.jspecify.annotations.NullMarked;
