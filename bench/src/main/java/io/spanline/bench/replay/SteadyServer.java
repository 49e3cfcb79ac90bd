package io.spanline.bench.replay;

import com.sun.net.httpserver.HttpServer;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that answers any GET with 100 bytes at the times of {@link AnswerTimes}, and keeps
 * connections open.
 *
 * <p>Two threads do it, one that reads and one that answers: the delay is the same for all, so that
 * answers are due in the order of the requests. It must not be what is measured: a web server's
 * timer has a thread pool and milliseconds.
 */
public final class SteadyServer {
  private static final int BACKLOG = 4_096;
  private static final ByteBuffer ANSWER = answer();

  private final AnswerTimes times;
  private final long beganNanos = System.nanoTime();
  private final LinkedBlockingQueue<Due> due = new LinkedBlockingQueue<>();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();

  private SteadyServer(AnswerTimes times) {
    this.times = times;
  }

  /** What came so far. */
  record Counts(long requests, long connections) {
    Counts since(Counts before) {
      return new Counts(requests - before.requests, connections - before.connections);
    }
  }

  private record Due(SocketChannel to, long atNanos) {}

  /** Runs until it is killed, or whoever started it is gone: PORT COUNTS-PORT STEADY|STALLING. */
  public static void main(String[] arguments) throws IOException {
    ProcessHandle.current().parent().ifPresent(SteadyServer::endWith);
    SteadyServer server = new SteadyServer(AnswerTimes.valueOf(arguments[2]));
    Thread answering = new Thread(server::answerAll, "answers");
    answering.setDaemon(true);
    answering.start();
    try (ServerSocketChannel listener = ServerSocketChannel.open();
        Selector selector = Selector.open()) {
      listener.bind(loopback(arguments[0]), BACKLOG);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      server.tellCounts(loopback(arguments[1]));
      server.readAll(selector);
    }
  }

  private static void endWith(ProcessHandle parent) {
    CompletableFuture<Void> unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
  }

  private static InetSocketAddress loopback(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  private static ByteBuffer answer() {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n";
    byte[] bytes = (head + ".".repeat(100)).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
  }

  /** Answers {@code GET /counts}, on a port of its own so that it does not count itself. */
  private void tellCounts(InetSocketAddress at) throws IOException {
    HttpServer server = HttpServer.create(at, 0);
    server.createContext(
        "/counts",
        exchange -> {
          byte[] counts = Json.write(new Counts(requests.get(), connections.get()));
          exchange.sendResponseHeaders(200, counts.length);
          exchange.getResponseBody().write(counts);
          exchange.close();
        });
    server.start();
  }

  private void readAll(Selector selector) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    while (true) {
      selector.select(
          key -> {
            if (key.isAcceptable()) {
              accept((ServerSocketChannel) key.channel(), selector);
            } else {
              read((SocketChannel) key.channel(), (RequestEnds) key.attachment(), buffer);
            }
          });
    }
  }

  private void accept(ServerSocketChannel listener, Selector selector) {
    try {
      for (SocketChannel channel = listener.accept();
          channel != null;
          channel = listener.accept()) {
        connections.incrementAndGet();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, new RequestEnds());
      }
    } catch (IOException e) {
      // Out of files: the next one that closes makes room.
    }
  }

  private void read(SocketChannel channel, RequestEnds ends, ByteBuffer buffer) {
    buffer.clear();
    try {
      if (channel.read(buffer) < 0) {
        channel.close();
        return;
      }
    } catch (IOException e) {
      close(channel);
      return;
    }
    long answerAt = beganNanos + times.answerNanos(System.nanoTime() - beganNanos);
    for (int ended = ends.in(buffer.flip()); ended > 0; ended--) {
      requests.incrementAndGet();
      due.add(new Due(channel, answerAt));
    }
  }

  private void answerAll() {
    try {
      while (true) {
        Due next = due.take();
        for (long left = next.atNanos() - System.nanoTime();
            left > 0;
            left = next.atNanos() - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        answer(next.to());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts it", e);
    }
  }

  /** Whoever reads so little that its socket is full gets no more. */
  private static void answer(SocketChannel channel) {
    ByteBuffer answer = ANSWER.duplicate();
    try {
      channel.write(answer);
    } catch (IOException e) {
      close(channel);
    }
    if (answer.hasRemaining()) {
      close(channel);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
