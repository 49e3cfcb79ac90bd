/** Seeded, paced requests against the shop, and the list of what was sent: the tests' oracle. */
@NullMarked
package io.spanline.traffic;

import org.jspecify.annotations.NullMarked;
