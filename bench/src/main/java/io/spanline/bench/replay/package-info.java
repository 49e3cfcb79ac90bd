/**
 * How punctually replay sends, next to vegeta: {@code SteadyServer} answers, {@code Replayer} and
 * {@code Vegeta} send, each in a process of its own; {@code ReplayBench} lets them take turns.
 */
@NullMarked
package io.spanline.bench.replay;

import org.jspecify.annotations.NullMarked;
