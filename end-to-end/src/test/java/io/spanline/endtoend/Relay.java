package io.spanline.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A way to a port that can be blocked: its connections stay open, and what is sent is held. */
final class Relay implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "relay");
            thread.setDaemon(true);
            return thread;
          });
  private final Semaphore way = new Semaphore(Integer.MAX_VALUE, true);

  Relay(int port, int target) throws IOException {
    this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    threads.execute(this::accept);
  }

  void block() {
    way.acquireUninterruptibly(Integer.MAX_VALUE);
  }

  void unblock() {
    way.release(Integer.MAX_VALUE);
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
      threads.execute(() -> copy(onward, visitor));
      copy(visitor, onward);
    } catch (IOException e) {
      // Nobody listens there at present: the visitor sees it.
      refuse(visitor);
    }
  }

  private static void refuse(Socket visitor) {
    try {
      visitor.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[64 << 10];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        way.acquireUninterruptibly();
        out.write(bytes, 0, n);
        way.release();
      }
    } catch (IOException e) {
      // One end is gone; the other is closed with it.
    }
  }
}
