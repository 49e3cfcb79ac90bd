package io.spanline.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The bytes of a spool in files of some megabytes, each of which goes once its records are not
 * needed any more. Traces are read about in the order they came, so that the spool shrinks as the
 * capture grows: together they take little more of the disk, and of the memory that the system
 * keeps files in, than either. Add first, then read.
 */
final class SpoolFiles implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final long LEAST_FILE_BYTES = 32 << 20;
  // A part of what is there already, so that even a terabyte takes but some hundred files.
  private static final int FILES_BEFORE_THEY_GROW = 32;

  private static final int PLACE_BITS = 40;
  private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;

  private final List<SpoolFile> files = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Supplier<Path> names;
  private long bytes;

  /**
   * No bytes yet.
   *
   * @param names gives a new one for each file
   */
  SpoolFiles(Supplier<Path> names) {
    this.names = names;
  }

  /** Takes a record; returns its position, by which it is read. */
  long append(byte[] headers, byte[] value) throws IOException {
    SpoolFile file = last();
    long position = (files.size() - 1L) << PLACE_BITS | file.end();
    file.append(headers, value);
    bytes += (long) headers.length + value.length;
    return position;
  }

  private SpoolFile last() throws IOException {
    if (!files.isEmpty()) {
      SpoolFile last = files.get(files.size() - 1);
      if (last.end() < Math.max(LEAST_FILE_BYTES, bytes / FILES_BEFORE_THEY_GROW)) {
        return last;
      }
      last.flush();
    }
    SpoolFile next = new SpoolFile(names.get(), buffer);
    files.add(next);
    return next;
  }

  /** Makes all that was appended readable. */
  void flush() throws IOException {
    if (!files.isEmpty()) {
      files.get(files.size() - 1).flush();
    }
  }

  /** Bytes from a record's position on, or so many behind it; several threads may ask. */
  byte[] read(long position, int length) throws IOException {
    return file(position).read(position & PLACE_MASK, length);
  }

  /** The record of a position will not be read again. */
  void release(long position) throws IOException {
    file(position).release();
  }

  private SpoolFile file(long position) {
    return files.get((int) (position >>> PLACE_BITS));
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (SpoolFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
