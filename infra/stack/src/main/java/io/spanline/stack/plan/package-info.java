/** What to run: components, their ports and edges, and the Java programs among them. */
@NullMarked
package io.spanline.stack.plan;

import org.jspecify.annotations.NullMarked;
