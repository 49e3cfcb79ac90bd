/** The file of a replay: a request a line, as it was sent, and its manifest. */
@NullMarked
package io.spanline.captures.replay;

import org.jspecify.annotations.NullMarked;
