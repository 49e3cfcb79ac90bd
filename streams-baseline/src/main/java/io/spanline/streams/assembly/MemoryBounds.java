package io.spanline.streams.assembly;

/**
 * How much of the heap one partition's traces may take, by {@link HeapEstimate}.
 *
 * @param openBytes most bytes of open traces and their rows; beyond, the one that came first is
 *     emitted
 * @param openTraces most open traces, likewise
 * @param rememberedBytes most bytes of emitted traces; beyond, the oldest is forgotten early
 */
public record MemoryBounds(long openBytes, int openTraces, long rememberedBytes) {

  /**
   * What the rules allow, but no more than some two thirds of the heap in all: all partitions may
   * be this process's, and the rest is Kafka's buffers, the statistics and what is garbage.
   */
  public static MemoryBounds of(AssemblyRules rules, long maxHeapBytes, int partitions) {
    long share = maxHeapBytes / partitions;
    return new MemoryBounds(
        Math.min(rules.openBytes(), share * 9 / 20), rules.openTraces(), share * 9 / 40);
  }
}
