/** What a capture holds and where it came from, as the file beside it says it. */
@NullMarked
package io.spanline.captures.manifest;

import org.jspecify.annotations.NullMarked;
