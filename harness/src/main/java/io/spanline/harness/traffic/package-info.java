/** Seeded traces and how they are sent. */
@NullMarked
package io.spanline.harness.traffic;

import org.jspecify.annotations.NullMarked;
