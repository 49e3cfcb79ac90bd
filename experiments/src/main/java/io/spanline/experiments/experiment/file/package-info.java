/** The folder of an experiment: all that its verdict can be computed from again. */
@NullMarked
package io.spanline.experiments.experiment.file;

import org.jspecify.annotations.NullMarked;
