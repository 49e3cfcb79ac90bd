/**
 * Toxics that end: each is put on with a lease in its name, verified, written to the topic {@code
 * toxics}, and taken off by its owner or, after its lease, by a sweeper.
 */
@NullMarked
package io.spanline.experiments.toxic;

import org.jspecify.annotations.NullMarked;
