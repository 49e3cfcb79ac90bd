package io.spanline.experiments.replay.send;

import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.model.TraceId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A listener in this process that answers at once, and a plan against it: sending it makes the JVM
 * compile what the first seconds of a replay would be late with, at no target's cost.
 */
final class Practice implements AutoCloseable {
  private static final int REQUESTS = 4_000;
  private static final double PER_SECOND = 4_000;
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n" + "-".repeat(100))
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
  private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

  Practice() throws IOException {
    start(this::accept);
  }

  ReplayPlan plan() {
    URI address = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    Route route = new Route("practice", "GET /", "GET", address, null);
    ReplayCase one =
        new ReplayCase(1, new TraceId(0, 1), 0, route, "/", Map.of("accept", "*/*"), 200);
    return new ReplayPlan(List.of(one), REQUESTS, new Pace.Rate(PER_SECOND), new TreeMap<>());
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.add(connection);
        start(() -> serve(connection));
      }
    } catch (IOException e) {
      // Practice is over.
    }
  }

  private static void serve(Socket connection) {
    try (connection;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
      connection.setTcpNoDelay(true);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          connection.getOutputStream().write(ANSWER);
        }
      }
    } catch (IOException e) {
      // The sender has closed its connection.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "replay-practice");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket each : connections) {
      each.close();
    }
  }
}
