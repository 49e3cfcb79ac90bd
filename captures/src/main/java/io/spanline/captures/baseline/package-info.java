/** What normal traffic looks like, computed from captures, and its file. */
@NullMarked
package io.spanline.captures.baseline;

import org.jspecify.annotations.NullMarked;
