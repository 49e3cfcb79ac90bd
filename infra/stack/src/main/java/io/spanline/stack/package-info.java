/** Runs the real components as local processes: found, started by readiness, watched, stopped. */
@NullMarked
package io.spanline.stack;

import org.jspecify.annotations.NullMarked;
