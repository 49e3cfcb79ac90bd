package io.spanline.streams.rest;

import io.spanline.api.KnownTrace;
import io.spanline.api.OpenTraceList;
import io.spanline.api.PartitionFigures;
import io.spanline.model.TraceId;
import io.spanline.statistics.CallCounts;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.CallTimes;
import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.Tally;
import io.spanline.streams.inquiry.Tasks;
import io.spanline.topic.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Tables and tasks of fixed content, which may be unable to answer as while a process starts. */
final class FixedSources implements Tables, Tasks {
  static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
  static final Instant NOW = START.plusSeconds(130);
  static final TraceId OPEN = TraceId.parse("0000000000000000000000000000000a");
  static final TraceId EMITTED = TraceId.parse("0000000000000000000000000000000e");

  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final Map<String, StatisticsRow> rows = new TreeMap<>();
  private final List<Ledger> ledger = new ArrayList<>();
  private final Map<Integer, PartitionFigures> figures = new TreeMap<>();
  private final AtomicInteger timesAllWereRead = new AtomicInteger();
  private boolean answering = true;

  /** Figures of every kind that the document describes besides. */
  static FixedSources ofEveryKind() {
    return ofTwoServices()
        .untimed("service-e", new RequestCounts(3, 1, 2), 0)
        .untimed("service-f", RequestCounts.NONE, 4)
        .messages("service-a", "kafka:orders", 5);
  }

  /** Two services, an operation, two edges; partition 0 with an open and an emitted trace. */
  static FixedSources ofTwoServices() {
    FixedSources sources = new FixedSources();
    sources.requests(new StatisticsSubject.Service("service-a"), 0, 10, 20, 30);
    sources.requests(new StatisticsSubject.Service("service-a"), 1, 40);
    sources.requests(new StatisticsSubject.Service("service-a"), 6, 500);
    sources.requests(new StatisticsSubject.Operation("service-a", "GET /shop@home"), 0, 10, 20);
    sources.requests(new StatisticsSubject.Service("service-b"), 0, 5);
    sources.calls("service-a", "service-b", 0, 7, 5);
    sources.calls("service-a", "unknown", 0, 9);
    sources.allSpoke(START.plusSeconds(125));
    sources.runs(0);
    return sources;
  }

  FixedSources notAnswering() {
    answering = false;
    return this;
  }

  FixedSources requests(StatisticsSubject subject, int window, long... millis) {
    RequestTally tally = new RequestTally();
    for (long took : millis) {
      tally.add(new RequestCounts(1, took >= 500 ? 1 : 0, 0), Duration.ofMillis(took).toNanos());
    }
    return row(subject, window, tally);
  }

  /** Requests that were counted, and nothing that was timed; and so many older ones. */
  FixedSources untimed(String service, RequestCounts counts, long older) {
    RequestTally tally = new RequestTally();
    tally.add(counts, null);
    tally.addOlder(new RequestCounts(older, 0, 0));
    return row(new StatisticsSubject.Service(service), 0, tally);
  }

  /** Messages that were sent to, or came from somewhere, and were measured by nobody. */
  FixedSources messages(String caller, String callee, long calls) {
    CallTally tally = new CallTally();
    tally.add(new CallCounts(calls, 0, 0), new CallTimes(null, null, null));
    return row(new StatisticsSubject.Edge(caller, callee), 0, tally);
  }

  /** A call of so many milliseconds; answered where server times are given. */
  FixedSources calls(String caller, String callee, int window, long client, long... server) {
    CallTally tally = new CallTally();
    long missing = server.length == 0 ? 1 : 0;
    Long clientNanos = Duration.ofMillis(client).toNanos();
    tally.add(new CallCounts(1, missing, missing), new CallTimes(clientNanos, null, null));
    for (long took : server) {
      long serverNanos = Duration.ofMillis(took).toNanos();
      tally.add(CallCounts.NONE, new CallTimes(null, serverNanos, clientNanos - serverNanos));
    }
    return row(new StatisticsSubject.Edge(caller, callee), window, tally);
  }

  /** Every partition has come so far, and no further. */
  void allSpoke(Instant watermark) {
    ledger.clear();
    for (int partition = 0; partition < 4; partition++) {
      spoke(partition, watermark);
    }
  }

  FixedSources spoke(int partition, Instant watermark) {
    ledger.add(
        new Ledger(
            partition,
            new Ledger.Records(11, 10, 1),
            new Ledger.Spans(20, 13, 2, 1, 1, 0, 3),
            4,
            5,
            watermark,
            null,
            0));
    return this;
  }

  FixedSources silences(int partition) {
    ledger.removeIf(row -> row.partition() == partition);
    return this;
  }

  /** How often every row was read, not only those of a prefix. */
  int timesAllWereRead() {
    return timesAllWereRead.get();
  }

  FixedSources runs(int partition) {
    figures.put(partition, new PartitionFigures(partition, 1, 3, 2048, 1, 5, 1, 0, 0, START));
    return this;
  }

  FixedSources stops(int partition) {
    figures.remove(partition);
    return this;
  }

  private FixedSources row(StatisticsSubject subject, int window, Tally tally) {
    Instant start = START.plus(WINDOW.multipliedBy(window));
    StatisticsRow row = new StatisticsRow(subject, start, start.plus(WINDOW), tally, window < 6);
    rows.put(row.key(), row);
    return this;
  }

  @Override
  public void statistics(String keyPrefix, Consumer<StatisticsRow> visitor) {
    requireAnswering();
    if (keyPrefix.isEmpty()) {
      timesAllWereRead.incrementAndGet();
    }
    rows.forEach(
        (key, row) -> {
          if (key.startsWith(keyPrefix)) {
            visitor.accept(row);
          }
        });
  }

  @Override
  public List<Ledger> ledger() {
    requireAnswering();
    return List.copyOf(ledger);
  }

  @Override
  public Map<Integer, PartitionFigures> figures() {
    return Map.copyOf(figures);
  }

  @Override
  public CompletableFuture<List<OpenTraceList>> open(int most) {
    return answer(
        figures.values().stream()
            .map(figure -> OpenTraceList.of(figure, List.of(openTrace(figure.partition()))))
            .toList());
  }

  @Override
  public CompletableFuture<Optional<KnownTrace>> openTrace(TraceId traceId) {
    return answer(
        figures.keySet().stream()
            .map(FixedSources::openTrace)
            .filter(trace -> trace.traceId().equals(traceId.hex()))
            .map(KnownTrace.class::cast)
            .findFirst());
  }

  @Override
  public CompletableFuture<Optional<KnownTrace>> rememberedTrace(TraceId traceId) {
    return answer(
        traceId.equals(EMITTED) && figures.containsKey(0)
            ? Optional.of(
                new KnownTrace.Emitted(
                    EMITTED.hex(),
                    1,
                    "orphans",
                    List.of("orphans"),
                    List.of("00000000000000ff"),
                    4,
                    0,
                    START))
            : Optional.empty());
  }

  /** The open trace of a partition; that of a later one came earlier. */
  private static KnownTrace.Open openTrace(int partition) {
    return new KnownTrace.Open(
        new TraceId(partition, OPEN.low()).hex(),
        1,
        "no-root",
        List.of("no-root"),
        List.of("00000000000000fe"),
        3,
        0,
        2048,
        List.of("service-a", "service-b"),
        START.minusSeconds(partition),
        START.plusSeconds(10));
  }

  /** Fails, where this does not answer: as a task that is closed before its next tick. */
  private <T> CompletableFuture<T> answer(T value) {
    return answering
        ? CompletableFuture.completedFuture(value)
        : CompletableFuture.failedFuture(new IllegalStateException("the task was closed"));
  }

  private void requireAnswering() {
    if (!answering) {
      throw new NotReadyException("the tables are being read");
    }
  }
}
