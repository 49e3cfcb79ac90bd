package io.spanline.api;

import java.time.Instant;

/**
 * What the task of a partition holds, and what it has done since its process took it over.
 *
 * @param openBytes what the open traces take, as the cap counts it
 * @param remembered emitted traces within the horizon
 * @param traces emitted as a first revision
 * @param revisions emitted as later revisions
 * @param evicted emitted early since a cap on open traces was reached
 * @param forgotten emitted traces that were forgotten before their horizon for want of memory
 * @param clock the partition's clock
 */
public record PartitionFigures(
    int partition,
    int openTraces,
    long openSpans,
    long openBytes,
    int remembered,
    long traces,
    long revisions,
    long evicted,
    long forgotten,
    Instant clock) {}
