package io.spanline.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks a starting process whether it is ready. */
@FunctionalInterface
public interface Probe {
  int CONNECT_MILLIS = 500;
  int READ_MILLIS = 2000;

  boolean ready();

  static InetSocketAddress loopback(int number) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), number);
  }

  static Probe file(Path file) {
    return () -> Files.exists(file);
  }

  /** Ready when a GET is answered with 200. */
  static Probe http(String url) {
    return http(url, List.of());
  }

  /** Ready when a GET is answered with 200 and a body that contains every text. */
  static Probe http(String url, List<String> texts) {
    return () -> {
      try {
        HttpURLConnection connection =
            (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setUseCaches(false);
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
          return false;
        }
        try (InputStream in = connection.getInputStream()) {
          String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          return texts.stream().allMatch(body::contains);
        }
      } catch (IOException e) {
        return false;
      }
    };
  }

  static Probe tcp(int port) {
    return () -> {
      try (Socket socket = new Socket(Proxy.NO_PROXY)) {
        socket.connect(loopback(port), CONNECT_MILLIS);
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }
}
