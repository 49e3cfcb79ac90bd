/** The verbs that send captured requests again. */
@NullMarked
package io.spanline.cli.replay;

import org.jspecify.annotations.NullMarked;
