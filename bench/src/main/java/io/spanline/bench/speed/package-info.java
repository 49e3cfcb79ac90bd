/**
 * How fast streams-baseline takes spans from a topic, next to what merely reads it and to a
 * Collector that does a similar job.
 */
@NullMarked
package io.spanline.bench.speed;

import org.jspecify.annotations.NullMarked;
