/** The demo: from an empty clone to a capture, a baseline and a checked trace. */
@NullMarked
package io.spanline.cli.demo;

import org.jspecify.annotations.NullMarked;
