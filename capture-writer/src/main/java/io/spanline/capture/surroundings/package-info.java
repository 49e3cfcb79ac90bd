/**
 * What else was the case while the traces of a capture were made: toxics, processors and memory,
 * and what the statistics say of the same windows.
 */
@NullMarked
package io.spanline.capture.surroundings;

import org.jspecify.annotations.NullMarked;
