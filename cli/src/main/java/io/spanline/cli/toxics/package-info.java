/** The verbs that put toxics on edges and take them off. */
@NullMarked
package io.spanline.cli.toxics;

import org.jspecify.annotations.NullMarked;
