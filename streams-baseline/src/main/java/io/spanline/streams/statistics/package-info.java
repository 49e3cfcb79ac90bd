/**
 * Statistics of emitted traces in two stages: {@code WindowedStatisticsSupplier} sums what one
 * partition saw, {@code StatisticsFoldSupplier} joins the partitions' sums to rows.
 */
@NullMarked
package io.spanline.streams.statistics;

import org.jspecify.annotations.NullMarked;
