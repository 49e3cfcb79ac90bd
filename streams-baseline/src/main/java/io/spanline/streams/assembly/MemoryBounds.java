package io.spanline.streams.assembly;

/**
 * How much of the heap one partition's traces may take, by {@link HeapEstimate}.
 *
 * @param openBytes most bytes of open traces; beyond, the one that came first is emitted
 * @param openTraces most open traces, likewise
 * @param rememberedBytes most bytes of emitted traces; beyond, the oldest is forgotten early
 */
public record MemoryBounds(long openBytes, int openTraces, long rememberedBytes) {

  // In hundredths of the heap. Another 15 are young, and 2 for what no open span uses now.
  private static final int OPEN = 45;
  private static final int REMEMBERED = 21;

  /**
   * What the rules allow, but no more than some two thirds of the heap in all: all partitions may
   * be this process's, and the rest is young, Kafka's buffers, the statistics and what is garbage.
   */
  public static MemoryBounds of(AssemblyRules rules, long maxHeapBytes, int partitions) {
    long share = maxHeapBytes / partitions;
    return new MemoryBounds(
        Math.min(rules.openBytes(), share * OPEN / 100),
        rules.openTraces(),
        share * REMEMBERED / 100);
  }
}
