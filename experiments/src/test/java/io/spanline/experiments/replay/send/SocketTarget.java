package io.spanline.experiments.replay.send;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A target on the loopback that keeps what it hears and answers byte for byte as a test says. */
final class SocketTarget implements AutoCloseable {
  static final Answering OK = (heard, out) -> write(out, answer("200 OK", "ok"));

  private final ServerSocket socket = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<Heard> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Answering answering;

  SocketTarget(Answering answering) throws IOException {
    this.answering = answering;
    begin(this::accept);
  }

  /** A request; header names in lower case. */
  record Heard(String line, Map<String, String> headers, String body) {}

  /** Answers; an exception closes the connection. */
  @FunctionalInterface
  interface Answering {
    void answer(Heard heard, OutputStream out) throws IOException;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  List<Heard> requests() {
    return requests;
  }

  int connections() {
    return connections.size();
  }

  /** Says nothing until the target is closed. */
  void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String answer(String status, String body) {
    return "HTTP/1.1 " + status + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connection.setTcpNoDelay(true);
        connections.add(connection);
        begin(() -> serve(connection));
      }
    } catch (IOException e) {
      // The target was closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (true) {
        Heard heard = read(in);
        requests.add(heard);
        answering.answer(heard, connection.getOutputStream());
      }
    } catch (IOException e) {
      // Either side has had enough.
    }
  }

  private static Heard read(InputStream in) throws IOException {
    String line = readLine(in);
    Map<String, String> headers = new TreeMap<>();
    for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
      int colon = header.indexOf(':');
      if (colon < 0) {
        throw new EOFException("no HTTP");
      }
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Heard(line, headers, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static void begin(Runnable work) {
    Thread thread = new Thread(work, "target");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
