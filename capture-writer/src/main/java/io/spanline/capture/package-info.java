/**
 * The process that freezes a range of the topic {@code traces}: a {@link
 * io.spanline.capture.order.SnapshotOrder} is read from the topic ({@link
 * io.spanline.capture.kafka.TraceSource}), spooled and sorted ({@link
 * io.spanline.capture.TraceSpool}), written as lines and published with its manifest and baseline
 * ({@link io.spanline.capture.Snapshots}).
 */
@NullMarked
package io.spanline.capture;

import org.jspecify.annotations.NullMarked;
