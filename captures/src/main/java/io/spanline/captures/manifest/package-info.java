/** What a capture holds and where it came from: the manifest next to it. */
@NullMarked
package io.spanline.captures.manifest;

import org.jspecify.annotations.NullMarked;
