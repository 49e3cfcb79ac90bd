package io.spanline.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Counts and latencies that can be added up: of a service's or operation's requests, or of an
 * edge's calls. Mutable, not thread-safe.
 */
public sealed interface Tally permits RequestTally, CallTally {

  /** Requests or calls. */
  long count();

  long errors();

  /** Whether nothing was counted. */
  boolean isEmpty();

  /** What it takes of the heap, by estimate. */
  int heapBytes();

  /** Adds all that another one of the same kind holds; that one stays as it is. */
  default void addAll(Tally other) {
    addAll(List.of(other));
  }

  /** Adds all that others of the same kind hold, in their order; they stay as they are. */
  void addAll(List<Tally> others);

  /** All counts, in the order that {@link #of} expects them. */
  List<Long> counts();

  /** The digests, in the order that {@link #of} expects them. */
  List<LatencyDigest> digests();

  /** For a store or a topic; {@link #of} reads it. */
  default byte[] toBytes() {
    List<Long> counts = counts();
    List<LatencyDigest> digests = digests();
    int[] sizes = new int[digests.size()];
    int size = 1 + Long.BYTES * counts.size();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = digests.get(i).size();
      size += Integer.BYTES + sizes[i];
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    bytes.put((byte) (this instanceof RequestTally ? 'r' : 'c'));
    counts.forEach(bytes::putLong);
    for (int i = 0; i < sizes.length; i++) {
      bytes.putInt(sizes[i]);
      digests.get(i).writeTo(bytes.array(), bytes.position());
      bytes.position(bytes.position() + sizes[i]);
    }
    return bytes.array();
  }

  /** An empty one of the kind that the subject needs. */
  static Tally emptyFor(StatisticsSubject subject) {
    return subject instanceof StatisticsSubject.Edge ? new CallTally() : new RequestTally();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not of it
   */
  static Tally of(byte[] bytes) {
    try {
      ByteBuffer row = ByteBuffer.wrap(bytes);
      char kind = (char) row.get();
      return switch (kind) {
        case 'r' -> {
          RequestCounts counts = new RequestCounts(row.getLong(), row.getLong(), row.getLong());
          RequestCounts older = new RequestCounts(row.getLong(), row.getLong(), 0);
          yield new RequestTally(counts, older, digest(row));
        }
        case 'c' -> {
          CallCounts counts = new CallCounts(row.getLong(), row.getLong(), row.getLong());
          yield new CallTally(counts, digest(row), digest(row), digest(row));
        }
        default -> throw new IllegalArgumentException("not a tally: of kind " + (int) kind);
      };
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("not a tally: it ends too early", e);
    }
  }

  private static LatencyDigest digest(ByteBuffer row) {
    int size = Math.max(0, Math.min(row.getInt(), row.remaining()));
    LatencyDigest digest = LatencyDigest.of(row.array(), row.arrayOffset() + row.position(), size);
    row.position(row.position() + size);
    return digest;
  }
}
