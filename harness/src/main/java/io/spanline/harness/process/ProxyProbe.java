package io.spanline.harness.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What a connection of its own to a broker met: questions sent at once, and how the answers came.
 *
 * @param bytes of answers
 * @param reads in how many pieces they came
 * @param isWhole whether all came; false if the connection broke off
 */
public record ProxyProbe(long bytes, long reads, Duration took, boolean isWhole) {
  private static final int TIME_OUT_MILLIS = 15_000;
  // ApiVersions of version 0: it needs no introduction and has an answer of some hundred bytes.
  private static final short API_VERSIONS = 18;
  private static final short NO_CLIENT = -1;

  /** Asks a number of times at once and reads all that comes. */
  public static ProxyProbe of(int port, int questions) {
    long began = System.nanoTime();
    long bytes = 0;
    long reads = 0;
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIME_OUT_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIME_OUT_MILLIS);
      ask(socket, questions);
      InputStream in = socket.getInputStream();
      long wanted = Long.MAX_VALUE;
      ByteBuffer first = ByteBuffer.allocate(4);
      byte[] buffer = new byte[16_384];
      while (bytes < wanted) {
        int read = in.read(buffer);
        if (read < 0) {
          return new ProxyProbe(bytes, reads, Waiting.since(began), false);
        }
        reads++;
        bytes += read;
        if (first.hasRemaining()) {
          first.put(buffer, 0, Math.min(read, first.remaining()));
          // Every answer is as long as the first.
          wanted = first.hasRemaining() ? wanted : questions * (4L + first.getInt(0));
        }
      }
      return new ProxyProbe(bytes, reads, Waiting.since(began), true);
    } catch (IOException e) {
      return new ProxyProbe(bytes, reads, Waiting.since(began), false);
    }
  }

  public long bytesPerSecond() {
    return bytes * 1000 / Math.max(1, took.toMillis());
  }

  private static void ask(Socket socket, int questions) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(questions * 14);
    for (int question = 0; question < questions; question++) {
      all.putInt(10)
          .putShort(API_VERSIONS)
          .putShort((short) 0)
          .putInt(question)
          .putShort(NO_CLIENT);
    }
    socket.getOutputStream().write(all.array());
  }
}
