/** The edges that toxics can be put on. */
@NullMarked
package io.spanline.cli.edges;

import org.jspecify.annotations.NullMarked;
