/** Reading files that people write, so that a mistake is named with its place. */
@NullMarked
package io.spanline.experiments.yaml;

import org.jspecify.annotations.NullMarked;
