package io.spanline.experiments.replay.pair;

import static io.spanline.experiments.replay.pair.Requests.entry;
import static io.spanline.experiments.replay.pair.Requests.line;
import static io.spanline.experiments.replay.pair.Requests.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.replay.Pair;
import io.spanline.clients.ClientException;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.settings.Settings;
import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.TopicWriter;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(60)
class PairSearchIT {
  private static final Duration GAP = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path data;
  private final TracePrefix prefix = TracePrefix.random();
  private final TracePrefix.Ids ids = prefix.next();
  private final Instant lastAnswer = Instant.now().minusSeconds(60);
  private final Told told = new Told();
  private EmbeddedBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(data);
    broker.create(Topics.OTLP_SPANS, Topics.TRACES, Topics.LEDGER);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void findsWhatIsEmittedWhileItWaitsForAssembly() throws Exception {
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      writer.pass(lastAnswer.plus(GAP).minusMillis(1));
      PairSearch search = PairSearch.fromNow(settings(), LONG);
      CompletableFuture<PairSearch.Result> found =
          CompletableFuture.supplyAsync(() -> search.find(prefix, lastAnswer, told));
      told.waits.await();

      writer.trace(trace(entry(ids, "a")), Instant.now());
      writer.pass(lastAnswer.plus(GAP));

      PairSearch.Result result = found.get(20, TimeUnit.SECONDS);
      assertThat(result.notClosed()).isEmpty();
      assertThat(result.pairs().of(line(ids))).isEqualTo(Pair.FOUND);
      assertThat(result.pairs().of(line(prefix.next()))).isEqualTo(Pair.NOT_RECORDED);
      assertThat(told.traces).last().isEqualTo(1L);
    }
  }

  @Test
  void saysWhichPartitionIsBehindAndHowFarItIs() {
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      PairSearch search = PairSearch.fromNow(settings(), SHORT);
      writer.pass(lastAnswer.plus(GAP));
      writer.ledger(1, 7, lastAnswer);
      writer.trace(trace(entry(ids, "a")), Instant.now());

      PairSearch.Result result = search.find(prefix, lastAnswer, told);

      assertThat(result.notClosed())
          .singleElement()
          .isEqualTo(
              "assembly of otlp_spans-1 has reached %s, not %s"
                  .formatted(lastAnswer, lastAnswer.plus(GAP)));
      assertThat(result.pairs().of(line(ids))).isEqualTo(Pair.FOUND);
    }
  }

  @Test
  void waitsByTheClockForAPartitionWithoutRecords() {
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      PairSearch search = PairSearch.fromNow(settings(), LONG);
      writer.span(0, lastAnswer);
      writer.ledger(0, 0, lastAnswer.plus(GAP));

      assertThat(search.find(prefix, lastAnswer, told).notClosed()).isEmpty();

      PairSearch soon = PairSearch.fromNow(settings(), SHORT);
      writer.ledger(0, 0, Instant.now().plus(LONG));
      assertThat(soon.find(prefix, Instant.now(), told).notClosed())
          .hasSize(3)
          .allMatch(reason -> reason.startsWith("assembly of otlp_spans-"));
    }
  }

  @Test
  void readsNothingFromBeforeItBegan() {
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      writer.pass(lastAnswer.plus(GAP));
      writer.trace(trace(entry(ids, "a")), Instant.now());

      PairSearch search = PairSearch.fromNow(settings(), LONG);

      PairSearch.Result result = search.find(prefix, lastAnswer, told);
      assertThat(result.pairs().of(line(ids))).isEqualTo(Pair.NOT_RECORDED);
    }
  }

  @Test
  void doesNotSeeWhatWasNeverCommitted() {
    TracePrefix.Ids committed = prefix.next();
    PairSearch search = PairSearch.fromNow(settings(), LONG);
    try (TopicWriter writer = TopicWriter.transactional(broker.address(), "aborts")) {
      writer.producer().beginTransaction();
      writer.trace(trace(entry(ids, "a")), Instant.now());
      writer.producer().abortTransaction();
      writer.producer().beginTransaction();
      writer.trace(trace(entry(committed, "a")), Instant.now());
      writer.pass(lastAnswer.plus(GAP));
      writer.producer().commitTransaction();
    }

    PairSearch.Result result = search.find(prefix, lastAnswer, told);

    assertThat(result.pairs().of(line(ids))).isEqualTo(Pair.NOT_RECORDED);
    assertThat(result.pairs().of(line(committed))).isEqualTo(Pair.FOUND);
  }

  @Test
  void waitsForATransactionThatWasOpenWhenAssemblyHadPassed() throws Exception {
    PairSearch search = PairSearch.fromNow(settings(), LONG);
    try (TopicWriter open = TopicWriter.transactional(broker.address(), "open");
        TopicWriter other = TopicWriter.to(broker.address())) {
      open.producer().beginTransaction();
      open.trace(trace(entry(ids, "a")), Instant.now());
      other.pass(lastAnswer.plus(GAP));
      CompletableFuture<PairSearch.Result> found =
          CompletableFuture.supplyAsync(() -> search.find(prefix, lastAnswer, told));
      told.reads.await();

      open.producer().commitTransaction();

      PairSearch.Result result = found.get(20, TimeUnit.SECONDS);
      assertThat(result.notClosed()).isEmpty();
      assertThat(result.pairs().of(line(ids))).isEqualTo(Pair.FOUND);
    }
  }

  @Test
  void doesNotWaitForeverForATransaction() {
    PairSearch search = PairSearch.fromNow(settings(), SHORT);
    try (TopicWriter open = TopicWriter.transactional(broker.address(), "endless");
        TopicWriter other = TopicWriter.to(broker.address())) {
      TracePrefix.Ids committed = prefix.next();
      other.trace(trace(entry(committed, "a")), Instant.now());
      open.producer().beginTransaction();
      open.trace(trace(entry(ids, "a")), Instant.now());
      other.pass(lastAnswer.plus(GAP));

      PairSearch.Result result = search.find(prefix, lastAnswer, told);

      assertThat(result.notClosed())
          .containsExactly(
              "the topic traces was not read to its end, since a transaction does not end");
      assertThat(result.pairs().of(line(committed))).isEqualTo(Pair.FOUND);
      open.producer().abortTransaction();
    }
  }

  @Test
  void passesOverRecordsThatAreNoTraces() {
    byte[] half = ("{\"traceId\":\"" + ids.trace().hex()).getBytes(StandardCharsets.UTF_8);
    PairSearch search = PairSearch.fromNow(settings(), LONG);
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      writer.value(ids.trace().hex(), half, Instant.now());
      writer.value(ids.trace().hex(), null, Instant.now());
      writer.value(null, TraceJson.write(trace(entry(ids, "a"))), Instant.now());
      writer.pass(lastAnswer.plus(GAP));
    }

    PairSearch.Result result = search.find(prefix, lastAnswer, told);

    assertThat(result.pairs().of(line(ids))).isEqualTo(Pair.FOUND);
  }

  @Test
  void saysSoonThatKafkaDoesNotAnswer() {
    PairSearch search = PairSearch.fromNow(settings(), LONG);
    broker.close();

    assertThatThrownBy(() -> search.find(prefix, lastAnswer, told))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("Kafka does not answer at " + broker.address());
    assertThatThrownBy(() -> PairSearch.fromNow(settings(), LONG))
        .isInstanceOf(ClientException.class);
  }

  private Settings settings() {
    String port = broker.address().substring(broker.address().indexOf(':') + 1);
    return Settings.of(Map.of("SPANLINE_PORT_KAFKA", port, "SPANLINE_TRACE_GAP", GAP.toString()));
  }

  /** What the search says of itself. */
  private static final class Told implements PairProgress {
    private final CountDownLatch waits = new CountDownLatch(1);
    private final CountDownLatch reads = new CountDownLatch(1);
    private final List<Long> traces = new ArrayList<>();

    @Override
    public void waiting(Duration waited) {
      waits.countDown();
    }

    @Override
    public void reading(long traces) {
      this.traces.add(traces);
      reads.countDown();
    }
  }
}
