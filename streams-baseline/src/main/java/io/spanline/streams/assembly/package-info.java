/**
 * From spans to traces. {@code TraceAssemblyProcessor} runs {@code PartitionAssembler}, where the
 * rules are; {@code OpenTraces} and {@code RememberedTraces} are its memory, {@code PartitionClock}
 * its only clock, {@code PartitionAccount} its ledger, and {@code Emission} says what becomes of a
 * trace. Before each commit {@code OpenTraceRows}, {@code Segments} and {@code InputTrail} store
 * what {@code Rereading} needs to find all of it again.
 *
 * <p>One package, since open, remembered and emitted traces know each other's rows, caps and links,
 * and nobody else should: divided, a dozen classes would have to be public.
 */
@NullMarked
package io.spanline.streams.assembly;

import org.jspecify.annotations.NullMarked;
