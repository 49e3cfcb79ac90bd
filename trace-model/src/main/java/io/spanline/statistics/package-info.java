/** Requests, errors and latencies of services, and the quantile rule used everywhere. */
@NullMarked
package io.spanline.statistics;

import org.jspecify.annotations.NullMarked;
