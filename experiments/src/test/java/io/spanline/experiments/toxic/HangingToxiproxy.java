package io.spanline.experiments.toxic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Toxiproxy that does, when it is told to, what the real one cannot be made to do in a test: it
 * hangs until its proxy is disabled, answers 500 after having worked, or with no JSON.
 */
final class HangingToxiproxy implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, ObjectNode> proxies = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Set<String> hanging = new HashSet<>();
  private final Map<String, Trouble> troubles = new TreeMap<>();
  private boolean isFreedByDisabling;
  private @Nullable String hangsOnRemoval;
  private @Nullable String refusesRemoval;
  private boolean isPortTaken;
  private boolean isClosed;

  /** What one request meets; it may do the request's work. */
  interface Trouble {
    void meet(HttpExchange exchange, Runnable work) throws IOException;
  }

  HangingToxiproxy(String... names) throws IOException {
    for (String name : names) {
      ObjectNode proxy = Json.MAPPER.createObjectNode();
      proxy.put("name", name).put("listen", "127.0.0.1:1").put("upstream", "127.0.0.1:2");
      proxy.put("enabled", true).putArray("toxics");
      proxies.put(name, proxy);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lets the removal of a toxic hang, with every look at its proxy, for as long as it runs. */
  synchronized void hangOnRemovalOf(String toxic) {
    hangsOnRemoval = toxic;
  }

  synchronized void refuseRemovalOf(String toxic) {
    refusesRemoval = toxic;
  }

  /** Lets every look at a proxy hang from now on. */
  synchronized void hang(String proxy) {
    hanging.add(proxy);
  }

  synchronized void delete(String proxy) {
    proxies.remove(proxy);
  }

  synchronized void freeByDisabling() {
    isFreedByDisabling = true;
  }

  /**
   * Lets a proxy hang for six seconds, when nobody waits for an answer any more, and does the work
   * then, before anything that was asked later.
   */
  synchronized void later(String proxy, Runnable work) {
    hanging.add(proxy);
    threads.execute(
        () -> {
          try {
            TimeUnit.SECONDS.sleep(6);
          } catch (InterruptedException e) {
            return;
          }
          synchronized (this) {
            hanging.remove(proxy);
            work.run();
            notifyAll();
          }
        });
  }

  /** A removal, which has begun to hang, by somebody who does not wait for its end. */
  synchronized void deleteWithoutWaiting(String proxy, String toxic) throws InterruptedException {
    threads.execute(
        () -> work("DELETE", "/proxies/%s/toxics/%s".formatted(proxy, toxic), new byte[0]));
    while (!hanging.contains(proxy)) {
      wait(10);
    }
  }

  /** Refuses to enable a proxy. */
  synchronized void portIsTaken(boolean taken) {
    isPortTaken = taken;
  }

  /** The next request of this method meets trouble. */
  synchronized void next(String method, Trouble trouble) {
    troubles.put(method, trouble);
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** Starts it anew, with its proxies and no toxics. */
  synchronized boolean restart() {
    hangsOnRemoval = null;
    proxies.values().forEach(proxy -> proxy.put("enabled", true).putArray("toxics"));
    hanging.clear();
    notifyAll();
    return true;
  }

  /** Lets a toxic be there that somebody else put on. */
  synchronized void put(String proxy, String toxic) {
    toxics(proxy)
        .addObject()
        .put("name", toxic)
        .put("type", "latency")
        .put("stream", "downstream")
        .put("toxicity", 1)
        .putObject("attributes")
        .put("latency", 5)
        .put("jitter", 0);
  }

  synchronized List<String> toxicsOn(String proxy) {
    List<String> names = new ArrayList<>();
    toxics(proxy).forEach(toxic -> names.add(toxic.path("name").asText()));
    return names;
  }

  /** Ends the hang, as if by itself. */
  synchronized void free() {
    hanging.clear();
    notifyAll();
  }

  synchronized boolean isEnabled(String proxy) {
    return proxies.get(proxy).path("enabled").asBoolean();
  }

  synchronized void disable(String proxy) {
    proxies.get(proxy).put("enabled", false);
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
    if (status != 204) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    Trouble trouble;
    synchronized (this) {
      requests.add(method + " " + path);
      trouble = troubles.remove(method);
    }
    if (trouble != null) {
      trouble.meet(exchange, () -> work(method, path, body));
      return;
    }
    Answer answer = work(method, path, body);
    send(exchange, answer.status(), answer.body());
  }

  private record Answer(int status, String body) {}

  private static Answer refused(int status, String error) {
    return new Answer(status, "{\"error\":\"%s\",\"status\":%d}".formatted(error, status));
  }

  private synchronized Answer work(String method, String path, byte[] body) {
    String[] parts = URLDecoder.decode(path, StandardCharsets.UTF_8).split("/");
    if (path.equals("/version")) {
      return new Answer(200, "{\"version\":\"2.12.0\"}");
    }
    if (parts.length == 2) {
      proxies.keySet().forEach(this::awaitLock);
      return new Answer(200, new String(Json.write(proxies), StandardCharsets.UTF_8));
    }
    ObjectNode proxy = proxies.get(parts[2]);
    if (proxy == null) {
      return refused(404, "proxy not found");
    }
    if (parts.length == 3) {
      return method.equals("POST") ? update(proxy, body) : shown(proxy);
    }
    awaitLock(parts[2]);
    return parts.length == 4 ? add(proxy, body) : toxic(method, proxy, parts[4]);
  }

  private Answer shown(ObjectNode proxy) {
    awaitLock(proxy.path("name").asText());
    return new Answer(200, proxy.toString());
  }

  private Answer update(ObjectNode proxy, byte[] body) {
    boolean enabled = Json.read(body, JsonNode.class).path("enabled").asBoolean();
    if (enabled && isPortTaken) {
      return refused(500, "listen tcp 127.0.0.1:1: bind: address already in use");
    }
    proxy.put("enabled", enabled);
    if (!enabled && isFreedByDisabling) {
      hanging.remove(proxy.path("name").asText());
      notifyAll();
    }
    return shown(proxy);
  }

  private Answer add(ObjectNode proxy, byte[] body) {
    JsonNode toxic = Json.read(body, JsonNode.class);
    ArrayNode toxics = (ArrayNode) proxy.get("toxics");
    for (JsonNode each : toxics) {
      if (each.path("name").equals(toxic.path("name"))) {
        return refused(409, "toxic already exists");
      }
    }
    toxics.add(toxic);
    return new Answer(200, toxic.toString());
  }

  private Answer toxic(String method, ObjectNode proxy, String name) {
    ArrayNode toxics = (ArrayNode) proxy.get("toxics");
    for (int index = 0; index < toxics.size(); index++) {
      if (toxics.get(index).path("name").asText().equals(name)) {
        if (method.equals("GET")) {
          return new Answer(200, toxics.get(index).toString());
        }
        if (name.equals(refusesRemoval)) {
          return refused(500, "boom");
        }
        toxics.remove(index);
        if (name.equals(hangsOnRemoval)) {
          hanging.add(proxy.path("name").asText());
          awaitLock(proxy.path("name").asText());
        }
        return new Answer(204, "");
      }
    }
    return refused(404, "toxic not found");
  }

  private void awaitLock(String proxy) {
    while (hanging.contains(proxy) && !isClosed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private ArrayNode toxics(String proxy) {
    return (ArrayNode) proxies.get(proxy).get("toxics");
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
