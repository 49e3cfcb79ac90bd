package io.spanline.captures.line;

import io.spanline.captures.FileSums;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file as blocks of whole lines, of a megabyte or of one line where that is longer. */
final class LineBlocks implements AutoCloseable {
  private static final int BLOCK_BYTES = 1 << 20;

  private final InputStream in;
  private final MessageDigest digest;
  // What was read after the last line feed of the block before.
  private byte[] rest = new byte[0];
  private long lines;
  private long bytes;
  private boolean ended;

  /** Blocks of a stream; all that is read of it is added to the digest. */
  LineBlocks(InputStream in, MessageDigest digest) {
    this.in = in;
    this.digest = digest;
  }

  /** The next block; null after the last. */
  @Nullable Block next() throws IOException {
    byte[] bytes = rest;
    int length = rest.length;
    int whole = 0;
    while (whole == 0 && !ended) {
      byte[] larger = larger(bytes, length);
      if (larger.length == 0) {
        return tooLarge();
      }
      bytes = larger;
      int before = length;
      length += fill(bytes, length);
      whole = afterLastLineFeed(bytes, before, length);
      if (whole == 0 && length > CaptureLine.MOST_BYTES) {
        ended = true;
        drain();
        return block(Ending.TOO_LONG, new byte[0], 0);
      }
    }
    if (whole == 0) {
      rest = new byte[0];
      return length == 0 ? null : block(Ending.TORN, bytes, length);
    }
    rest = Arrays.copyOfRange(bytes, whole, length);
    return block(Ending.WHOLE, bytes, whole);
  }

  long bytes() {
    return bytes;
  }

  /** The bytes with room for more; none where the heap has no room. */
  private static byte[] larger(byte[] bytes, int length) {
    try {
      return Arrays.copyOf(bytes, Math.min(2 * length + BLOCK_BYTES, CaptureLine.MOST_BYTES + 1));
    } catch (OutOfMemoryError e) {
      return new byte[0];
    }
  }

  private Block tooLarge() throws IOException {
    ended = true;
    drain();
    return block(Ending.TOO_LARGE, new byte[0], 0);
  }

  private Block block(Ending ending, byte[] of, int length) {
    Block block = new Block(ending, lines + 1, of, length);
    lines += block.lineFeeds();
    return block;
  }

  private int fill(byte[] into, int from) throws IOException {
    int count = in.readNBytes(into, from, into.length - from);
    FileSums.add(digest, into, from, count);
    bytes += count;
    ended = from + count < into.length;
    return count;
  }

  /** Reads to the end, for the digest alone. */
  private void drain() throws IOException {
    byte[] buffer = new byte[BLOCK_BYTES];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      FileSums.add(digest, buffer, 0, n);
      bytes += n;
    }
    rest = new byte[0];
  }

  private static int afterLastLineFeed(byte[] bytes, int from, int to) {
    for (int i = to; i > from; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** How a block ends. */
  private enum Ending {
    /** With the line feed of its last line. */
    WHOLE,
    /** With the file, but no line feed. */
    TORN,
    /** In a line that is too long to be one. */
    TOO_LONG,
    /** In a line that the heap does not hold. */
    TOO_LARGE
  }

  /** Some lines, of which the first has a number. */
  static final class Block {
    private final Ending ending;
    private final long first;
    private final byte[] bytes;
    private final int length;

    private Block(Ending ending, long first, byte[] bytes, int length) {
      this.ending = ending;
      this.first = first;
      this.bytes = bytes;
      this.length = length;
    }

    private long lineFeeds() {
      long count = 0;
      for (int i = 0; i < length; i++) {
        count += bytes[i] == '\n' ? 1 : 0;
      }
      return count;
    }

    /** What its lines are, in order. */
    void forEach(Consumer<ReadLine> each) {
      String problem = problem();
      if (problem != null) {
        each.accept(ReadLine.broken(first, problem));
        return;
      }
      List<byte[]> lines;
      try {
        lines = lines();
      } catch (OutOfMemoryError e) {
        each.accept(ReadLine.broken(first, ReadLine.tooLarge()));
        return;
      }
      long number = first;
      for (byte[] line : lines) {
        each.accept(ReadLine.of(number++, line));
      }
    }

    /** Why it holds no whole line; null where it does. */
    @Nullable String problem() {
      return switch (ending) {
        case WHOLE -> null;
        case TORN -> "line is torn: no line feed ends it";
        case TOO_LARGE -> ReadLine.tooLarge();
        case TOO_LONG -> "line is longer than " + CaptureLine.MOST_BYTES + " bytes";
      };
    }

    /** How many they are. */
    int bytes() {
      return length;
    }

    /** The number of the first line. */
    long first() {
      return first;
    }

    /** Its whole lines without their line feeds. */
    List<byte[]> lines() {
      List<byte[]> lines = new ArrayList<>();
      int begin = 0;
      for (int i = 0; i < length; i++) {
        if (bytes[i] == '\n') {
          lines.add(Arrays.copyOfRange(bytes, begin, i));
          begin = i + 1;
        }
      }
      return lines;
    }
  }
}
