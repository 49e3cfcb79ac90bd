/**
 * Sends the requests of a capture again: a plan of them, the sending at absolute times, and which
 * trace each became.
 */
@NullMarked
package io.spanline.experiments.replay;

import org.jspecify.annotations.NullMarked;
