/** What a running stack leaves on disk, by which other processes find, refuse or stop it. */
@NullMarked
package io.spanline.stack.record;

import org.jspecify.annotations.NullMarked;
