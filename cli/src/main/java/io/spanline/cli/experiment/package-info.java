/** {@code spanline experiment}: what a failure does, shown by healthy and faulty rounds. */
@NullMarked
package io.spanline.cli.experiment;

import org.jspecify.annotations.NullMarked;
