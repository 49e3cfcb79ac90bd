/** What an experiment is asked to do, and the file that asks it. */
@NullMarked
package io.spanline.experiments.experiment.plan;

import org.jspecify.annotations.NullMarked;
