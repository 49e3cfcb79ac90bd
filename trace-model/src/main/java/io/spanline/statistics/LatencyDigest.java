package io.spanline.statistics;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Latencies in nanoseconds, or gaps, which may be negative: every value up to {@value
 * #EXACT_SAMPLES} of them, a t-digest beyond. Count, sum, least and greatest are exact always; a
 * sum beyond 292 years reads as that. The same parts merged in the same order give the same bytes.
 * Not thread-safe.
 */
public final class LatencyDigest {
  /** The most samples of which every value is kept. */
  public static final int EXACT_SAMPLES = 2_000;

  private static final int FORMAT = 2;
  // With its sum.
  private static final int OBJECT_BYTES = 88;

  private final SampleBuffer fresh = new SampleBuffer(EXACT_SAMPLES);
  private @Nullable Centroids beyond;
  // Kept here: it is asked for after each sample, and the centroids lie elsewhere in memory.
  private int beyondBytes;
  private long count;
  private Total sum = new Total();
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  /** Adds one latency or gap. */
  public void add(long nanos) {
    makeRoomFor(1);
    fresh.add(nanos);
    sumUp(nanos);
  }

  private void sumUp(long nanos) {
    count++;
    sum.add(nanos);
    least = Math.min(least, nanos);
    greatest = Math.max(greatest, nanos);
  }

  /** Adds every latency of another digest, which stays as it is. */
  public void addAll(LatencyDigest other) {
    addAll(List.of(other));
  }

  /** Adds every latency of other digests, which stay as they are, and compresses once. */
  void addAll(List<LatencyDigest> others) {
    List<Centroids> more = new ArrayList<>();
    for (LatencyDigest other : others) {
      if (other.beyond != null) {
        more.add(other.beyond);
      }
    }
    if (!more.isEmpty()) {
      Centroids digest = digestFresh();
      digest.merge(more);
      beyondBytes = digest.heapBytes();
    }
    others.forEach(this::addFresh);
  }

  /** What the digest holds besides its centroids, and its sums. */
  private void addFresh(LatencyDigest other) {
    // All or none of them before the next compression, so that their order does not matter.
    makeRoomFor(other.fresh.size());
    fresh.addAll(other.fresh);
    count += other.count;
    sum.add(other.sum);
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
  }

  /** What it takes of the heap. */
  int heapBytes() {
    return OBJECT_BYTES + fresh.heapBytes() + beyondBytes;
  }

  public long count() {
    return count;
  }

  /** The sum, or the greatest or least long where it lies beyond. */
  public long sumNanos() {
    return sum.saturated();
  }

  /** 0 where there is no sample. */
  public long minNanos() {
    return count == 0 ? 0 : least;
  }

  /** 0 where there is no sample. */
  public long maxNanos() {
    return count == 0 ? 0 : greatest;
  }

  /** Whether quantiles are nearest-rank values of every sample. */
  public boolean exact() {
    return beyond == null;
  }

  /**
   * The quantile by nearest rank; where not {@link #exact()}, a sample within half a percent of
   * that rank.
   */
  public long quantileNanos(double q) {
    if (count == 0) {
      throw new IllegalArgumentException("a quantile needs a sample, there is none");
    }
    long rank = Quantile.rank(count, q);
    if (beyond != null) {
      return digestFresh().atRank(rank);
    }
    fresh.sort();
    return fresh.at(Math.toIntExact(rank) - 1);
  }

  /** The digest for a store or a topic; equal samples give equal bytes while exact. */
  public byte[] toBytes() {
    byte[] bytes = new byte[size()];
    writeTo(bytes, 0);
    return bytes;
  }

  /** How many bytes {@link #writeTo} writes. */
  int size() {
    int head =
        CodedOutputStream.computeUInt32SizeNoTag(FORMAT)
            + CodedOutputStream.computeUInt64SizeNoTag(count)
            + 1;
    if (!exact()) {
      int sums = CodedOutputStream.computeSInt64SizeNoTag(sum.high()) + Long.BYTES;
      return head + sums + digestFresh().size();
    }
    long[] samples = fresh.sorted();
    int size = head;
    for (int i = 0; i < fresh.size(); i++) {
      size += Ascending.size(samples, i);
    }
    return size;
  }

  /** Writes the digest into bytes that have room for its {@link #size}. */
  void writeTo(byte[] bytes, int from) {
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes, from, bytes.length - from);
      out.writeUInt32NoTag(FORMAT);
      out.writeUInt64NoTag(count);
      out.writeBoolNoTag(exact());
      if (exact()) {
        writeSamples(out);
      } else {
        out.writeSInt64NoTag(sum.high());
        out.writeFixed64NoTag(sum.low());
        digestFresh().writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
  }

  /**
   * Reads what {@link #toBytes()} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not of it
   */
  public static LatencyDigest of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** Reads that many bytes, which {@link #writeTo} wrote there. */
  static LatencyDigest of(byte[] bytes, int from, int length) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes, from, length);
      int format = in.readUInt32();
      if (format != FORMAT) {
        throw new IllegalArgumentException(
            "digest must have format %d, was %d".formatted(FORMAT, format));
      }
      LatencyDigest digest = new LatencyDigest();
      long count = in.readUInt64();
      if (in.readBool()) {
        digest.readSamples(in, count);
      } else {
        digest.readCentroids(in, length, count);
      }
      if (!in.isAtEnd()) {
        throw new IllegalArgumentException("not a digest: bytes follow it");
      }
      return digest;
    } catch (IOException e) {
      throw new IllegalArgumentException("not a digest: " + e.getMessage(), e);
    }
  }

  private void writeSamples(CodedOutputStream out) throws IOException {
    long[] samples = fresh.sorted();
    for (int i = 0; i < fresh.size(); i++) {
      Ascending.write(out, samples, i);
    }
  }

  private void readSamples(CodedInputStream in, long number) throws IOException {
    if (number < 0 || number > EXACT_SAMPLES) {
      throw new IllegalArgumentException("not a digest: %d exact samples".formatted(number));
    }
    long[] samples = SortingRoom.ofThread().samples((int) number);
    for (int i = 0; i < number; i++) {
      Ascending.read(in, samples, i);
      sumUp(samples[i]);
    }
    fresh.fill(samples, (int) number);
  }

  private void readCentroids(CodedInputStream in, int bytes, long number) throws IOException {
    if (number <= EXACT_SAMPLES) {
      throw new IllegalArgumentException("not a digest: %d samples".formatted(number));
    }
    sum = new Total(in.readSInt64(), in.readFixed64());
    beyond = Centroids.readFrom(in, bytes, number);
    beyondBytes = beyond.heapBytes();
    count = number;
    least = beyond.least();
    greatest = beyond.greatest();
  }

  private void makeRoomFor(int more) {
    if (!fresh.hasRoom(more)) {
      digestFresh();
    }
  }

  /** The t-digest with all samples in it; those that waited wait no more. */
  private Centroids digestFresh() {
    Centroids digest = beyond;
    if (digest == null) {
      digest = new Centroids();
      beyond = digest;
    }
    if (fresh.size() > 0) {
      digest.merge(fresh.sorted(), fresh.size());
      beyondBytes = digest.heapBytes();
      fresh.clear();
    }
    return digest;
  }
}
