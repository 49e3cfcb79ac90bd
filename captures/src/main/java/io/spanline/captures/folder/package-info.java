/**
 * A folder of numbered files that is written safely: one writer, one commit point, numbers that do
 * not come back, and strays set aside.
 */
@NullMarked
package io.spanline.captures.folder;

import org.jspecify.annotations.NullMarked;
