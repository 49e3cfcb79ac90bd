package io.spanline.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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

  /** Adds all that another one of the same kind holds; that one stays as it is. */
  void addAll(Tally other);

  /** All counts, in the order that {@link #of} expects them. */
  List<Long> counts();

  /** The digests, in the order that {@link #of} expects them. */
  List<LatencyDigest> digests();

  /** For a store or a topic; {@link #of} reads it. */
  default byte[] toBytes() {
    List<byte[]> digests = digests().stream().map(LatencyDigest::toBytes).toList();
    int size = digests.stream().mapToInt(digest -> 4 + digest.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(1 + 8 * counts().size() + size);
    bytes.put((byte) (this instanceof RequestTally ? 'r' : 'c'));
    counts().forEach(bytes::putLong);
    digests.forEach(digest -> bytes.putInt(digest.length).put(digest));
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
          yield new RequestTally(counts, older, digests(row, 1).get(0));
        }
        case 'c' -> {
          CallCounts counts = new CallCounts(row.getLong(), row.getLong(), row.getLong());
          List<LatencyDigest> digests = digests(row, 3);
          yield new CallTally(counts, digests.get(0), digests.get(1), digests.get(2));
        }
        default -> throw new IllegalArgumentException("not a tally: of kind " + (int) kind);
      };
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("not a tally: it ends too early", e);
    }
  }

  private static List<LatencyDigest> digests(ByteBuffer row, int number) {
    List<LatencyDigest> digests = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      byte[] digest = new byte[Math.max(0, Math.min(row.getInt(), row.remaining()))];
      row.get(digest);
      digests.add(LatencyDigest.of(digest));
    }
    return digests;
  }
}
