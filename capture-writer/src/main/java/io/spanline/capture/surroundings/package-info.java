/**
 * Observes the conditions of a capture: toxics, CPU time and heap, and what the statistics say of
 * the same windows.
 */
@NullMarked
package io.spanline.capture.surroundings;

import org.jspecify.annotations.NullMarked;
