package io.spanline.stack.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Serves releases from the loopback, and does what networks do to them. */
final class ReleaseHost implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> sums = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** What is done with a request. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  ReleaseHost() throws IOException {
    this(HttpServer.create(anyPort(), 0));
  }

  private ReleaseHost(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * A host that has signed for itself.
   *
   * @param certificate where to write what it is trusted by
   */
  static ReleaseHost withTls(Path certificate)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = certificate.resolveSibling("keys.p12");
    keytool(store, "-genkeypair -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1");
    keytool(store, "-exportcert -rfc -file " + certificate);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new ReleaseHost(server);
  }

  private static void keytool(Path store, String words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    run(command);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  URI base() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Serves a file, and its sum in every file of sums. */
  void publish(String file, byte[] bytes) {
    sums.put(file, sum(bytes));
    answers.put(file, whole(bytes));
  }

  /** Does this with requests for a file, whose sum may be published. */
  void answer(String file, Answer answer) {
    answers.put(file, answer);
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

  static Answer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static Answer redirect(String target) {
    return exchange -> {
      exchange.getResponseHeaders().add("location", target);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  /** Half, and then nothing. */
  Answer halfThenSilence(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
      closing.await();
    };
  }

  private void answer(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    try {
      String file = path.substring(path.lastIndexOf('/') + 1);
      answers.getOrDefault(file, file.endsWith(".txt") ? allSums() : status(404)).to(exchange);
    } catch (IOException e) {
      // The other side has given up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** As projects write them: in text or binary mode, ends of lines of either kind. */
  private Answer allSums() {
    StringBuilder text = new StringBuilder();
    sums.forEach(
        (file, sum) ->
            text.append("%064d  %s.sig\n%s *%s\r\n".formatted(0, file, sum.toUpperCase(), file)));
    return whole(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A tar.gz of one small file, made in this folder. */
  static byte[] archive(Path folder, String member, String text)
      throws IOException, InterruptedException {
    Path top = Files.createTempDirectory(folder, "archive");
    Files.createDirectories(top.resolve(member).getParent());
    Files.writeString(top.resolve(member), text);
    Path archive = top.resolve("all.tar.gz");
    run(List.of("tar", "-czf", archive.toString(), "-C", top.toString(), member));
    return Files.readAllBytes(archive);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).start().waitFor() != 0) {
      throw new IOException("failed: " + command);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
