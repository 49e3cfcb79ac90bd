/** The verbs that take, send, list and verify captures. */
@NullMarked
package io.spanline.cli.capture;

import org.jspecify.annotations.NullMarked;
