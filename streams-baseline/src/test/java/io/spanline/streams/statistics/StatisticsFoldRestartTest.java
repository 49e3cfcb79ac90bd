package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code start()} is a program that starts with what the last commit stored. */
class StatisticsFoldRestartTest {
  private static final long WINDOW = 1_000_000;
  private static final long LIFETIME = 60_000;

  private final StatisticsRules rules =
      new StatisticsRules(
          Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofMillis(LIFETIME), 2);
  private final KeyValueStore<Bytes, byte[]> parts =
      store(StatisticsFoldSupplier.PARTS, Serdes.Bytes(), Serdes.ByteArray());
  private final KeyValueStore<Integer, Long> watermarks =
      store(StatisticsFoldSupplier.WATERMARKS, Serdes.Integer(), Serdes.Long());
  private MockProcessorContext<String, FoldedRow> context = new MockProcessorContext<>();
  private StatisticsFoldProcessor processor = new StatisticsFoldProcessor(rules);

  @BeforeEach
  void start() {
    context = new MockProcessorContext<>();
    context.addStateStore(parts);
    context.addStateStore(watermarks);
    // As Kafka Streams has it until the first record comes.
    context.setCurrentStreamTimeMs(-1);
    processor = new StatisticsFoldProcessor(rules);
    processor.init(context);
  }

  @Test
  void publishesARowThatWasPendingWhenTheProgramEnded() {
    say(0, 2);
    say(1, 3);
    assertThat(published()).extracting(row -> row.tally().count()).containsExactly(2L);

    start();
    passATick();

    assertThat(published()).extracting(row -> row.tally().count()).containsExactly(5L);
    passATick();
    assertThat(published()).isEmpty();
  }

  @Test
  void finishesARowThatWasPendingWhenTheProgramEnded() {
    say(0, 2);
    say(1, 3);

    start();
    pass(0, WINDOW + LIFETIME + 10_000);
    pass(1, WINDOW + LIFETIME + 10_000);
    passATick();

    assertThat(published())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.tally().count()).isEqualTo(5);
              assertThat(row.isFinal()).isTrue();
            });
  }

  @Test
  void hasNothingPendingOfARowThatWasFinal() {
    say(0, 2);
    pass(0, WINDOW + LIFETIME + 10_000);
    pass(1, WINDOW + LIFETIME + 10_000);
    published();

    // A late part comes out with the transaction that stores it, however often the row came before.
    say(0, 3);
    say(1, 4);
    assertThat(published()).extracting(row -> row.tally().count()).containsExactly(3L, 7L);

    start();
    passATick();
    assertThat(published()).isEmpty();
  }

  @Test
  void hasNothingPendingOfPartsWhoseTransactionWasAborted() {
    say(0, 2);
    say(1, 3);
    published();
    try (KeyValueIterator<Bytes, byte[]> all = parts.all()) {
      List<Bytes> keys = new ArrayList<>();
      all.forEachRemaining(part -> keys.add(part.key));
      keys.forEach(parts::delete);
    }

    processor.init(context);
    passATick();
    say(1, 3);

    assertThat(published()).extracting(row -> row.tally().count()).containsExactly(3L);
  }

  private void say(int partition, int requests) {
    RequestTally tally = new RequestTally();
    tally.add(new RequestCounts(requests, 0, 0), null);
    StatisticsKey key = new StatisticsKey(new Service("service-a"), WINDOW);
    process(StatisticsUpdate.Part.of(partition, key, tally));
  }

  private void pass(int partition, long millis) {
    process(new StatisticsUpdate.Watermark(partition, millis));
  }

  private void process(StatisticsUpdate update) {
    processor.process(new Record<>("", update, WINDOW));
  }

  private void passATick() {
    context.scheduledPunctuators().forEach(tick -> tick.getPunctuator().punctuate(WINDOW + 1_000));
  }

  /** What was published since the last time. */
  private List<StatisticsRow> published() {
    List<StatisticsRow> rows = new ArrayList<>();
    context
        .forwarded()
        .forEach(each -> rows.add(Objects.requireNonNull(each.record().value().row())));
    context.resetForwards();
    return rows;
  }

  private static <K, V> KeyValueStore<K, V> store(String name, Serde<K> keys, Serde<V> values) {
    KeyValueStore<K, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }
}
