/** Every setting of every process: one catalogue, typed, checked as a whole at start. */
@NullMarked
package io.spanline.settings;

import org.jspecify.annotations.NullMarked;
