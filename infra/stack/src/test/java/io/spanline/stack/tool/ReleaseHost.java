package io.spanline.stack.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** Serves releases from the loopback, and does what the network does to them. */
final class ReleaseHost implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable String login;

  /** What is done with a request. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  ReleaseHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  static ReleaseAsset asset(Tool tool) {
    return ReleaseAsset.of(tool, Platform.here());
  }

  /** A release in good order. */
  void publish(Tool tool, byte[] file) {
    sums(tool, sum(file) + "  " + asset(tool).file() + "\n");
    file(tool, whole(file));
  }

  void file(Tool tool, Answer answer) {
    answers.put(asset(tool).address(base()).getPath(), answer);
  }

  void sums(Tool tool, String text) {
    sums(tool, whole(text.getBytes(StandardCharsets.UTF_8)));
  }

  void sums(Tool tool, Answer answer) {
    answers.put(asset(tool).sumsAddress(base()).getPath(), answer);
  }

  /** From now on it is a proxy, and answers only those who bring this user and password. */
  void wantsAtTheDoor(String userAndPassword) {
    byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
    login = "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Paths that were asked for, in order. */
  List<String> requests() {
    return requests;
  }

  static Answer whole(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** As much as was promised does not come: the connection ends. */
  static Answer torn(byte[] bytes) {
    return exchange -> half(exchange, bytes);
  }

  static Answer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static Answer redirect(URI target) {
    return exchange -> {
      exchange.getResponseHeaders().add("location", target.toString());
      exchange.sendResponseHeaders(302, -1);
    };
  }

  /** Says nothing. */
  Answer silence() {
    return exchange -> closing.await();
  }

  /** Half, and then nothing. */
  Answer halfThenSilence(byte[] bytes) {
    return exchange -> {
      half(exchange, bytes);
      closing.await();
    };
  }

  /** A piece now and then. */
  Answer slow(byte[] bytes, int pieces, long pauseMillis) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      for (int i = 0; i < pieces; i++) {
        int from = bytes.length * i / pieces;
        exchange.getResponseBody().write(bytes, from, bytes.length * (i + 1) / pieces - from);
        exchange.getResponseBody().flush();
        if (closing.await(pauseMillis, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    };
  }

  private static void half(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
  }

  private void answer(HttpExchange exchange) {
    requests.add(exchange.getRequestURI().getPath());
    try {
      if (login != null
          && !login.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
        exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"the door\"");
        exchange.sendResponseHeaders(407, -1);
        return;
      }
      answers.getOrDefault(exchange.getRequestURI().getPath(), status(404)).to(exchange);
    } catch (IOException e) {
      // The other side has given up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  static String sum(byte[] bytes) {
    return HexFormat.of().formatHex(Transfer.sha256().digest(bytes));
  }

  /** A tar.gz of small files. */
  static byte[] archive(String... namesAndTexts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      for (List<String> file : pairs(namesAndTexts)) {
        byte[] text = file.get(1).getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.get(0), true);
        entry.setSize(text.length);
        tar.putArchiveEntry(entry);
        tar.write(text);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static List<List<String>> pairs(String... items) {
    return IntStream.range(0, items.length / 2)
        .mapToObj(i -> Arrays.asList(items).subList(2 * i, 2 * i + 2))
        .toList();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
