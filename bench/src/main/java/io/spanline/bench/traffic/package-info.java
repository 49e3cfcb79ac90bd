/** Seeded traces and how they are sent. */
@NullMarked
package io.spanline.bench.traffic;

import org.jspecify.annotations.NullMarked;
