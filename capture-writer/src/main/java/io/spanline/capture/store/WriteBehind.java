package io.spanline.capture.store;

import io.spanline.captures.FileSums;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a file on a thread of its own, some megabytes behind, and sums up what it wrote; on
 * another one it makes the file durable as it grows, so that little of that is left for the end.
 */
final class WriteBehind extends OutputStream {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int BLOCKS = 4;
  private static final long BYTES_BETWEEN_FLUSHES = 32L << 20;

  private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private final MessageDigest digest = FileSums.sha256();
  private final FileChannel channel;
  private final ExecutorService writer = thread("draft-writer");
  private final ExecutorService flusher = thread("draft-flusher");
  private volatile @Nullable Exception failure;
  private byte[] block = new byte[BLOCK_BYTES];
  private int used;
  private Future<?> flush = flusher.submit(() -> {});
  private long unflushed;

  WriteBehind(FileChannel channel) {
    this.channel = channel;
    for (int i = 1; i < BLOCKS; i++) {
      free.add(new byte[BLOCK_BYTES]);
    }
  }

  @Override
  public void write(int one) throws IOException {
    if (used == BLOCK_BYTES) {
      handOver();
    }
    block[used++] = (byte) one;
  }

  @Override
  public void write(byte[] some, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (used == BLOCK_BYTES) {
        handOver();
      }
      int part = Math.min(length - done, BLOCK_BYTES - used);
      System.arraycopy(some, from + done, block, used, part);
      used += part;
      done += part;
    }
  }

  /** Writes the rest and makes all of it durable; returns the SHA-256 in hex digits. */
  String finish() throws IOException {
    handOver();
    await(writer.submit(() -> {}));
    await(flush);
    throwFailure();
    channel.force(true);
    return FileSums.hex(digest);
  }

  private void handOver() throws IOException {
    throwFailure();
    byte[] full = block;
    int length = used;
    writer.execute(() -> put(full, length));
    used = 0;
    try {
      block = free.take();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void put(byte[] bytes, int length) {
    try {
      if (failure == null) {
        FileSums.add(digest, bytes, 0, length);
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        flushAfter(length);
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    } finally {
      free.add(bytes);
    }
  }

  private void flushAfter(int more) {
    unflushed += more;
    if (unflushed >= BYTES_BETWEEN_FLUSHES && flush.isDone()) {
      unflushed = 0;
      flush = flusher.submit(this::flushNow);
    }
  }

  private void flushNow() {
    try {
      channel.force(false);
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private void throwFailure() throws IOException {
    Exception known = failure;
    if (known instanceof IOException unwritable) {
      throw unwritable;
    }
    if (known != null) {
      throw new IOException("the capture cannot be written", known);
    }
  }

  private static void await(Future<?> work) throws IOException {
    try {
      work.get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a draft's thread failed", e.getCause());
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while the capture is written");
  }

  /** Ends the threads, once what they are at is done; the channel stays open. */
  @Override
  public void close() {
    writer.shutdown();
    flusher.shutdown();
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
