package io.spanline.bench.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.bench.Quantiles;
import io.spanline.clients.HttpSwitches;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.experiments.replay.send.SendProgress;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.experiments.replay.send.Sender;
import io.spanline.experiments.replay.send.StatusCheck;
import io.spanline.model.TraceId;
import io.spanline.topic.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The program that replays a plan of its own making and writes down how that went. */
public final class Replayer {
  /** Different paths, sent again and again; every load is a multiple. */
  private static final int CASES = 100;

  private static final int IN_FLIGHT = 256;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private Replayer() {}

  /** Whether the heap is looked at, which stops everything for a while. */
  enum Heap {
    UNSEEN,
    SEEN
  }

  /** What is to be sent. */
  record Order(URI target, @JsonProperty("per_second") int perSecond, int requests, Heap heap) {}

  /**
   * How it went.
   *
   * @param heapEarly bytes in use after a collection, when a tenth had been sent; 0 if unseen
   * @param heapEnd likewise, when all had been sent
   */
  record Outcome(
      Sent sent,
      String end,
      @JsonProperty("heap_early") long heapEarly,
      @JsonProperty("heap_end") long heapEnd) {}

  /** ORDER as JSON, FILE for the outcome. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // As the program that replays does, before anything else.
    HttpSwitches.set();
    Order order = Json.MAPPER.readValue(arguments[0], Order.class);
    Files.write(Path.of(arguments[1]), Json.write(new Replayer().run(order)));
  }

  private Outcome run(Order order) throws InterruptedException {
    ReplayPlan plan = plan(order);
    try (Sender sender =
        new Sender(new SendOptions(IN_FLIGHT, TIMEOUT, null, StatusCheck.CAPTURED))) {
      long warmUp = sender.warmUp(plan, TracePrefix.random());
      EarlyHeap early = new EarlyHeap(order);
      SendReport report = sender.run(plan, TracePrefix.random(), line -> {}, early);
      long heapEnd = order.heap() == Heap.SEEN ? heapInUse() : 0;
      return new Outcome(sent(report, warmUp), report.end().toString(), early.bytes, heapEnd);
    }
  }

  private static ReplayPlan plan(Order order) {
    Route route = new Route("shop", "GET /orders/{id}", "GET", order.target(), null);
    return new ReplayPlan(
        IntStream.range(0, CASES)
            .mapToObj(
                n ->
                    new ReplayCase(
                        n + 1,
                        new TraceId(1, n + 1),
                        n,
                        route,
                        "/orders/" + n,
                        Map.of("accept", "*/*"),
                        200))
            .toList(),
        order.requests() / CASES,
        new Pace.Rate(order.perSecond()),
        new TreeMap<>());
  }

  private static Sent sent(SendReport report, long warmUp) {
    long well = report.statuses().getOrDefault(200, 0L);
    return new Sent(
        warmUp,
        new Sent.Counts(report.sent(), report.late(), report.dropped(), report.sent() - well),
        Quantiles.of(report.lateness()),
        Quantiles.of(report.response()),
        Quantiles.of(report.service()));
  }

  private static long heapInUse() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** Looks at the heap once, when a tenth of the requests is over. */
  private static final class EarlyHeap implements SendProgress {
    private final Order order;
    private volatile long bytes;

    EarlyHeap(Order order) {
      this.order = order;
    }

    @Override
    public void at(Counts counts) {
      if (order.heap() == Heap.SEEN
          && bytes == 0
          && counts.sent() + counts.dropped() >= order.requests() / 10) {
        bytes = heapInUse();
      }
    }
  }
}
