package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.harness.process.TopicReader;
import io.spanline.model.Span;
import io.spanline.model.TraceId;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The only traffic on a broker, while streams-baseline is killed between two of its commits. */
final class KilledTraffic {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long COMMIT_MILLIS = 1_000;

  private final StreamsOnBroker parts;
  private final Random random;
  private final Queue<Span> sent = new ConcurrentLinkedQueue<>();
  private int traces;

  KilledTraffic(StreamsOnBroker parts, long seed) {
    this.parts = parts;
    this.random = new Random(seed);
  }

  /** Runs until everything sent is emitted and nothing is open. */
  void kill(int times) throws Exception {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> traffic =
        clock.scheduleAtFixedRate(this::sendSome, 0, 20, TimeUnit.MILLISECONDS);
    for (int kill = 0; kill < times; kill++) {
      long before = parts.account().emitted();
      await().atMost(PATIENCE).until(() -> parts.account().emitted() > before);
      // Anywhere between two commits, the second of them after the first by as much as it may.
      long moment = random.nextLong(COMMIT_MILLIS);
      await().pollDelay(Duration.ofMillis(moment)).until(() -> true);
      parts.streams().process().kill();
      parts.streams().start();
    }
    assertThat(traffic.isDone()).as("traffic ended early").isFalse();
    clock.shutdown();
    await().until(clock::isTerminated);
    await()
        .atMost(PATIENCE)
        .until(() -> parts.account().received() >= sent.size() && parts.account().open() == 0);
  }

  /** Trace and span of all that was sent, in ascending order. */
  List<String> sent() {
    return sent.stream().map(StreamsOnBroker::name).sorted().toList();
  }

  /** Trace and span of all that was emitted of it, in ascending order; a double one twice. */
  List<String> emitted() {
    Set<TraceId> own = sent.stream().map(Span::traceId).collect(Collectors.toSet());
    return TopicReader.all(parts.bootstrap(), Topics.TRACES).stream()
        .map(each -> Objects.requireNonNull(each.value()))
        .filter(each -> own.contains(each.traceId()))
        .flatMap(each -> each.spans().stream())
        .map(StreamsOnBroker::name)
        .sorted()
        .toList();
  }

  /** Requests by service: those in the statistics. */
  Map<String, Long> counted() {
    Map<String, ServiceStatistics> rows = new TreeMap<>();
    TopicReader.all(parts.bootstrap(), Topics.SERVICE_STATISTICS)
        .forEach(each -> rows.put(each.key(), each.value()));
    return rows.values().stream()
        .filter(row -> row != null && row.operation() == null)
        .collect(
            Collectors.groupingBy(
                ServiceStatistics::service,
                TreeMap::new,
                Collectors.summingLong(ServiceStatistics::requests)));
  }

  /** Requests by service: those that were sent. */
  Map<String, Long> requests() {
    return sent.stream()
        .filter(span -> span.kind().isEntry())
        .collect(Collectors.groupingBy(Span::service, TreeMap::new, Collectors.counting()));
  }

  /** Complete ones and some whose root never comes, which stay open over several commits. */
  private void sendSome() {
    List<Span> spans = StreamsOnBroker.spans("killed-" + traces++, Instant.now());
    List<Span> some = traces % 4 == 0 ? spans.subList(1, 5) : spans;
    some.stream().map(span -> parts.send(span, null, null)).toList().forEach(parts::await);
    sent.addAll(some);
  }
}
