package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HttpIT {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Test
  void sendsAGetOnceWhenItsPooledConnectionDies() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      start(server);
      Http.send(get(server, "/lives"));

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Http.send(get(server, "/dies")));

      assertThat(heard).containsExactly("GET /lives HTTP/1.1", "GET /dies HTTP/1.1");
    }
  }

  private void start(ServerSocket server) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  serve(server.accept());
                }
              } catch (IOException e) {
                // The server was closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers every request but one, for which it closes the connection. */
  private void serve(Socket connection) throws IOException {
    try (connection;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("GET")) {
          heard.add(line);
        }
        if (line.isEmpty()) {
          if (heard.get(heard.size() - 1).contains("/dies")) {
            return;
          }
          connection
              .getOutputStream()
              .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
  }

  private static HttpRequest get(ServerSocket server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + path))
        .timeout(Duration.ofSeconds(5))
        .build();
  }
}
