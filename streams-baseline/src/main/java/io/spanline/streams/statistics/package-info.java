/**
 * Statistics of emitted traces in two stages: {@code WindowedStatistics} sums what one partition
 * saw, {@code StatisticsFold} joins the partitions' sums to rows.
 */
@NullMarked
package io.spanline.streams.statistics;

import org.jspecify.annotations.NullMarked;
