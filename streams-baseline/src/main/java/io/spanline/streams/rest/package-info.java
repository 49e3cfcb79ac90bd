/**
 * The REST interface of streams-baseline: {@code BaselineApi} lists its routes, the {@code
 * …Queries} answer them out of {@code Tables}, {@code Tasks} and {@code Instances}, {@code
 * BaselineMetrics} is for Prometheus.
 */
@NullMarked
package io.spanline.streams.rest;

import org.jspecify.annotations.NullMarked;
