/** Observes the conditions of a capture: toxics, CPU time and heap, dead letters. */
@NullMarked
package io.spanline.capture.surroundings;

import org.jspecify.annotations.NullMarked;
