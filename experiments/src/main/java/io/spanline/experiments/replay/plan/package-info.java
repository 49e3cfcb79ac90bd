/**
 * What a replay would send: a capture's requests with what the requests file adds to them, where
 * each goes to, and why the others stay.
 */
@NullMarked
package io.spanline.experiments.replay.plan;

import org.jspecify.annotations.NullMarked;
