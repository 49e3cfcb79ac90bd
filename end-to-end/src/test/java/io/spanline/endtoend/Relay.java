package io.spanline.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A way to a broker on which those that read records can be blocked: their connections stay open,
 * and what is sent is held. Who writes or commits goes on, on connections of its own.
 */
final class Relay implements AutoCloseable {
  // Of a request: its size, then what it asks for.
  private static final int ASKS_FOR = 4;
  private static final short FETCH = 1;

  /** A visitor and its way on; one of a reader once it has asked for records. */
  private static final class Connection {
    private volatile boolean ofReader;
  }

  private final ServerSocket server;
  private final int target;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "relay");
            thread.setDaemon(true);
            return thread;
          });
  private final Semaphore readers = new Semaphore(Integer.MAX_VALUE, true);

  Relay(int port, int target) throws IOException {
    this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    threads.execute(this::accept);
  }

  void blockReaders() {
    readers.acquireUninterruptibly(Integer.MAX_VALUE);
  }

  void unblockReaders() {
    readers.release(Integer.MAX_VALUE);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket visitor = server.accept();
        threads.execute(() -> forward(visitor));
      }
    } catch (IOException e) {
      // Closed: the end of it.
    }
  }

  private void forward(Socket visitor) {
    try {
      Socket onward = new Socket(InetAddress.getLoopbackAddress(), target);
      Connection connection = new Connection();
      threads.execute(() -> copy(onward, visitor, (bytes, n) -> pass(connection)));
      copy(
          visitor,
          onward,
          (bytes, n) -> {
            connection.ofReader |= asksForRecords(bytes, n);
            pass(connection);
          });
    } catch (IOException e) {
      // Nobody listens there at present: the visitor sees it.
      refuse(visitor);
    }
  }

  private void pass(Connection connection) {
    if (connection.ofReader) {
      readers.acquireUninterruptibly();
      readers.release();
    }
  }

  /** Looks at what a client wrote at once, which is one request. */
  private static boolean asksForRecords(byte[] bytes, int n) {
    return n >= ASKS_FOR + Short.BYTES && ByteBuffer.wrap(bytes).getShort(ASKS_FOR) == FETCH;
  }

  private static void refuse(Socket visitor) {
    try {
      visitor.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called with what is there to be written, as long as it may not be. */
  private interface Gate {
    void await(byte[] bytes, int n);
  }

  private static void copy(Socket from, Socket to, Gate gate) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[64 << 10];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        gate.await(bytes, n);
        out.write(bytes, 0, n);
      }
    } catch (IOException e) {
      // One end is gone; the other is closed with it.
    }
  }
}
