/** Runs an experiment: healthy and faulty rounds of the same requests. */
@NullMarked
package io.spanline.experiments.experiment.run;

import org.jspecify.annotations.NullMarked;
