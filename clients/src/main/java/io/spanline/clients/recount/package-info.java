/** Holds a capture against the topics that it was taken from. */
@NullMarked
package io.spanline.clients.recount;

import org.jspecify.annotations.NullMarked;
