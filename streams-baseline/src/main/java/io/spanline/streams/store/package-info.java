/** How the rows of stores look on disk and in their changelogs, whatever they are rows of. */
@NullMarked
package io.spanline.streams.store;

import org.jspecify.annotations.NullMarked;
