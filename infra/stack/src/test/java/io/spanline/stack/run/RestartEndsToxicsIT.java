package io.spanline.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.spanline.clients.Toxic;
import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Rescue;
import io.spanline.experiments.toxic.Restart;
import io.spanline.settings.Port;
import io.spanline.stack.Checkout;
import io.spanline.stack.Heard;
import io.spanline.stack.plan.StackPlan;
import io.spanline.topic.Json;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Toxiproxy whose proxy b-to-c hangs, and what is told of the toxics that its restart ends. */
@Timeout(60)
class RestartEndsToxicsIT {
  private static final LeasedToxic CLEARED = toxic("a-to-b", 1);
  private static final LeasedToxic STUCK = toxic("b-to-c", 2);
  private static final LeasedToxic ALSO_STUCK = toxic("b-to-c", 3);
  private static final LeasedToxic BYSTANDER = toxic("b-to-c", 4);

  @TempDir Path state;
  private final Heard heard = new Heard();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, List<LeasedToxic>> shown = new TreeMap<>();
  private volatile boolean hangs;
  private final AtomicInteger looks = new AtomicInteger();
  private HttpServer server;
  private StackPlan plan;
  private ToxicsSweep sweep;

  @BeforeEach
  void start() throws IOException {
    plan = TestStacks.plan(state);
    String[] api = api().split(":");
    server = HttpServer.create(new InetSocketAddress(api[0], Integer.parseInt(api[1])), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (hangs && (path.equals("/proxies") || path.startsWith("/proxies/b-to-c"))) {
            awaitEnd();
          }
          byte[] body = Json.write(path.equals("/proxies") ? all() : json("a-to-b"));
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
          if (path.equals("/proxies")) {
            looks.incrementAndGet();
          }
        });
    server.start();
    sweep = new ToxicsSweep(plan, heard, () -> hangs = false);
  }

  @AfterEach
  void stop() {
    end.countDown();
    sweep.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void onlyWhatNobodyElseTellsOfIsTold() throws IOException {
    show("a-to-b", CLEARED);
    show("b-to-c", STUCK, ALSO_STUCK, BYSTANDER);
    sweep.start();
    // It asks a second time once it knows what the first one showed.
    await().until(() -> looks.get() > 1);
    hangs = true;
    show("a-to-b");
    threads.execute(() -> remove(STUCK));
    threads.execute(() -> remove(ALSO_STUCK));
    await().untilAsserted(() -> assertThat(notes()).hasSize(2));

    Files.createDirectories(checkout().toxiproxyRestart().getParent());
    Files.write(
        checkout().toxiproxyRestart(),
        Json.write(Map.of("proxy", "b-to-c", "toxic", STUCK.toxic().name())));

    await().untilAsserted(() -> assertThat(checkout().toxiproxyRestart()).doesNotExist());
    assertThat(heard.lines)
        .filteredOn(line -> line.startsWith("ended with it"))
        .containsExactly("ended with it: %s on proxy b-to-c".formatted(BYSTANDER.toxic().name()));
  }

  /** Those that are written; each has a file of another ending before. */
  private String[] notes() {
    return checkout().removals().toFile().list((folder, name) -> name.endsWith(".json"));
  }

  private void remove(LeasedToxic toxic) {
    Rescue rescue = new Rescue(Restart.NONE, checkout().removals(), "clear", "restart", step -> {});
    new Removal(new Toxiproxy(api()), rescue, Journal.NONE, Clock.systemUTC())
        .remove(toxic, By.OWNER);
  }

  private synchronized void show(String proxy, LeasedToxic... toxics) {
    shown.put(proxy, List.of(toxics));
  }

  private synchronized Map<String, Object> all() {
    Map<String, Object> all = new TreeMap<>();
    shown.keySet().forEach(name -> all.put(name, json(name)));
    return all;
  }

  private synchronized Map<String, Object> json(String proxy) {
    List<Object> toxics = new ArrayList<>();
    for (LeasedToxic each : shown.get(proxy)) {
      toxics.add(Map.of("name", each.toxic().name(), "type", "timeout", "stream", "downstream"));
    }
    return Map.of(
        "name", proxy, "listen", "l:1", "upstream", "u:2", "enabled", true, "toxics", toxics);
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String api() {
    return plan.settings().address(Port.TOXIPROXY);
  }

  private Checkout checkout() {
    return plan.checkout();
  }

  private static LeasedToxic toxic(String proxy, int number) {
    Lease lease = new Lease("test", Instant.now().plusSeconds(600), number);
    return new LeasedToxic(
        proxy, new Toxic(lease.toxic(), "timeout", Stream.DOWNSTREAM, 1, new TreeMap<>()), lease);
  }
}
