package io.spanline.experiments.experiment.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spanline.captures.baseline.Baseline;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.experiments.replay.send.StatusCheck;
import io.spanline.model.TraceId;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** service-a on the loopback: its answers take as long as a test says, from one to the next. */
final class TimedService implements AutoCloseable {
  static final SendOptions SENDING =
      new SendOptions(256, Duration.ofSeconds(5), null, StatusCheck.OFF);

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<String> paths = new ConcurrentLinkedQueue<>();
  private final Answering answering;

  /** How a request is answered. */
  interface Answering {
    /** How long the n-th request waits, from 0. */
    Duration wait(int n);

    default int status(int n) {
      return 200;
    }
  }

  TimedService(Answering answering) throws IOException {
    this.answering = answering;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    int n;
    synchronized (paths) {
      n = paths.size();
      paths.add(exchange.getRequestURI().getPath());
    }
    try (exchange) {
      LockSupport.parkNanos(answering.wait(n).toNanos());
      exchange.sendResponseHeaders(answering.status(n), -1);
    }
  }

  /** Of all requests so far, in the order in which they came. */
  List<String> paths() {
    return List.copyOf(paths);
  }

  /** Cases {@code /1} to {@code /n} of one operation, each of a trace (1, n). */
  List<ReplayCase> cases(int count) {
    Route route =
        new Route(
            "service-a",
            "GET /x",
            "GET",
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            null);
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i -> new ReplayCase(i, new TraceId(1, i), i, route, "/" + i, Map.of("a", "b"), 200))
        .toList();
  }

  /** An experiment with rounds of so many requests, 200 a second. */
  ExperimentOrder order(
      ExperimentPlan plan, int requests, @Nullable Baseline usual, @Nullable FaultSwitch toggle) {
    return new ExperimentOrder(
        plan,
        "",
        new Load.Sent(
            null,
            null,
            new ReplayPlan(cases(requests), 1, new Pace.Rate(200), new TreeMap<>()),
            SENDING),
        usual == null
            ? null
            : new StoredBaseline("normal", usual, new Limits(2, Duration.ofMillis(50), 0.05)),
        null,
        toggle,
        Settings.ofThisProcess(),
        Path.of("unused"));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
