package io.spanline.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that answers {@code {}} and keeps its connections, but lets one die under a
 * request when it is told to. It counts every request that reaches it.
 */
final class DyingServer implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicReference<@Nullable Death> next = new AtomicReference<>();
  private final BlockingQueue<Duration> idleTimes = new LinkedBlockingQueue<>();

  /** How a connection ends once a request has come, before a byte of the answer. */
  enum Death {
    RESET,
    CLOSED
  }

  DyingServer() throws IOException {
    start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** The connection of the next request dies; those after it are answered again. */
  void dieOnce(Death death) {
    next.set(death);
  }

  int requests() {
    return requests.get();
  }

  /** How long the next connection that a client closes had been idle; waits for that. */
  @Nullable Duration idleTime(Duration most) throws InterruptedException {
    return idleTimes.poll(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      long answered = System.nanoTime();
      while (readHead(client.getInputStream())) {
        requests.incrementAndGet();
        Death death = next.getAndSet(null);
        if (death != null) {
          // Without lingering a close is a reset.
          client.setSoLinger(death == Death.RESET, 0);
          return;
        }
        client.getOutputStream().write(ANSWER);
        answered = System.nanoTime();
      }
      idleTimes.add(Duration.ofNanos(System.nanoTime() - answered));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a whole head came, of a request without a body, rather than the end. */
  private static boolean readHead(InputStream in) throws IOException {
    int empty = 0;
    while (empty < 4) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      empty = next == '\r' || next == '\n' ? empty + 1 : 0;
    }
    return true;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "dying-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
