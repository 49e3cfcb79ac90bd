/** The verdict of an experiment, from the files that it left. */
@NullMarked
package io.spanline.experiments.experiment.verdict;

import org.jspecify.annotations.NullMarked;
