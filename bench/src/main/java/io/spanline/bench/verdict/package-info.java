/**
 * How often {@code compare} is wrong: {@code Shape} makes latencies, {@code Trial} two sides of
 * them, {@code Question} asks what is said of these, {@code VerdictBench} counts the answers.
 */
@NullMarked
package io.spanline.bench.verdict;

import org.jspecify.annotations.NullMarked;
