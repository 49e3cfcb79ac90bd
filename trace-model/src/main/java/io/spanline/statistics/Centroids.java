package io.spanline.statistics;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.tdunning.math.stats.ScaleFunction;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A t-digest: samples of many, ascending, each standing for a number of its neighbours. A centroid
 * is the weighted median of what it stands for, not the mean, so that each is a sample that was
 * there. The least and the greatest sample stand for their equals alone. Nothing in it is left to
 * chance. Not thread-safe.
 */
final class Centroids {
  // How much of all a centroid may stand for: 0.2 % in the middle, towards the ends less. That
  // makes 1 200 of them at most in what was tried, and a rank that is off by 0.24 % at worst,
  // however often it was written and read; with half the normalizer it was 0.48 %.
  private static final double NORMALIZER = 250;
  // The scale function is this times the root of q(1 - q), and that root is a half in the middle:
  // a sine for each sample was most of a merge, and squares need no root either.
  private static final double SCALE = 2 * ScaleFunction.K_1.max(0.5, NORMALIZER);
  private static final double SQUARE = SCALE * SCALE;
  private static final int LEAST_BYTES_OF_ONE = 2;
  // With the headers of its arrays.
  private static final int OBJECT_BYTES = 64;

  private long[] values = new long[0];
  private long[] weights = new long[0];
  private long total;

  /** The first samples of an array, which are ascending. */
  void merge(long[] samples, int number) {
    int size = join(samples, null, number);
    SortingRoom room = SortingRoom.ofThread();
    compress(room.values(size), room.weights(size), size);
  }

  /** All of others, which stay as they are. */
  void merge(List<Centroids> others) {
    SortingRoom room = SortingRoom.ofThread();
    for (Centroids other : others) {
      int size = join(other.values, other.weights, other.values.length);
      values = Arrays.copyOf(room.values(size), size);
      weights = Arrays.copyOf(room.weights(size), size);
    }
    compress(values, weights, values.length);
  }

  int heapBytes() {
    return OBJECT_BYTES + Long.BYTES * (values.length + weights.length);
  }

  long least() {
    return values[0];
  }

  long greatest() {
    return values[values.length - 1];
  }

  /** The centroid that stands for the sample of a rank, from 1. */
  long atRank(long rank) {
    long upTo = 0;
    for (int i = 0; i < values.length; i++) {
      upTo += weights[i];
      if (upTo >= rank) {
        return values[i];
      }
    }
    return greatest();
  }

  /** How many bytes {@link #writeTo} writes. */
  int size() {
    int size = CodedOutputStream.computeUInt32SizeNoTag(values.length);
    for (int i = 0; i < values.length; i++) {
      size += Ascending.size(values, i) + CodedOutputStream.computeUInt64SizeNoTag(weights[i]);
    }
    return size;
  }

  void writeTo(CodedOutputStream out) throws IOException {
    out.writeUInt32NoTag(values.length);
    for (int i = 0; i < values.length; i++) {
      Ascending.write(out, values, i);
      out.writeUInt64NoTag(weights[i]);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @param bytes how many there are to read at most
   * @param count the samples they must stand for
   */
  static Centroids readFrom(CodedInputStream in, int bytes, long count) throws IOException {
    int number = in.readUInt32();
    if (number < 1 || number > bytes / LEAST_BYTES_OF_ONE) {
      throw new IllegalArgumentException("not a digest: %d centroids".formatted(number));
    }
    Centroids read = new Centroids();
    read.values = new long[number];
    read.weights = new long[number];
    for (int i = 0; i < number; i++) {
      Ascending.read(in, read.values, i);
      read.weights[i] = in.readUInt64();
      if (read.weights[i] < 1 || read.weights[i] > count - read.total) {
        throw new IllegalArgumentException("not a digest: weights exceed the " + count);
      }
      read.total += read.weights[i];
    }
    if (read.total != count) {
      throw new IllegalArgumentException(
          "not a digest: weights add up to %d of %d".formatted(read.total, count));
    }
    return read;
  }

  /**
   * Puts values among those here, in the room of the thread; each weighs 1 if there are no weights.
   *
   * @return how many there are together
   */
  private int join(long[] moreValues, long @Nullable [] moreWeights, int more) {
    SortingRoom room = SortingRoom.ofThread();
    long[] allValues = room.values(values.length + more);
    long[] allWeights = room.weights(values.length + more);
    int size = 0;
    int own = 0;
    int other = 0;
    while (own < values.length || other < more) {
      boolean isOwn = other == more || (own < values.length && values[own] <= moreValues[other]);
      long value = isOwn ? values[own] : moreValues[other];
      long weight = isOwn ? weights[own++] : moreWeights == null ? 1 : moreWeights[other];
      if (!isOwn) {
        total += weight;
        other++;
      }
      // Equal ones are one, however heavy: no rank is lost by that.
      if (size > 0 && allValues[size - 1] == value) {
        allWeights[size - 1] += weight;
      } else {
        allValues[size] = value;
        allWeights[size++] = weight;
      }
    }
    return size;
  }

  /** Keeps the first of values, with neighbours joined as far as their weights allow. */
  private void compress(long[] allValues, long[] allWeights, int size) {
    int kept = 0;
    long before = 0;
    for (int from = 0; from < size; kept++) {
      long weight = allWeights[from];
      double mostLeft = mostSquared(before);
      int to = from + 1;
      while (to < size && fits(before, weight + allWeights[to], mostLeft)) {
        weight += allWeights[to++];
      }
      allValues[kept] = allValues[middle(allWeights, from, weight)];
      allWeights[kept] = weight;
      before += weight;
      from = to;
    }
    values = Arrays.copyOf(allValues, kept);
    weights = Arrays.copyOf(allWeights, kept);
  }

  private boolean fits(long before, long weight, double mostLeft) {
    return (double) weight * weight <= Math.min(mostLeft, mostSquared(before + weight));
  }

  /** The square of how many a centroid may stand for at a rank. */
  private double mostSquared(long rank) {
    return SQUARE * rank * (total - rank);
  }

  /** The one that half the weight is reached with. */
  private static int middle(long[] allWeights, int from, long weight) {
    long half = weight - weight / 2;
    int at = from;
    for (long upTo = allWeights[at]; upTo < half; upTo += allWeights[at]) {
      at++;
    }
    return at;
  }
}
