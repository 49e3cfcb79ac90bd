/** Snapshots of traces to come: each waits in the background until there are enough of them. */
@NullMarked
package io.spanline.capture.job;

import org.jspecify.annotations.NullMarked;
