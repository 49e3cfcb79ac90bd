/** Real processes of capture-writer that are killed, and what their folder holds afterwards. */
@NullMarked
package io.spanline.harness.crash;

import org.jspecify.annotations.NullMarked;
