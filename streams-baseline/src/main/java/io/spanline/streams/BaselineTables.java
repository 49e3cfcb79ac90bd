package io.spanline.streams;

import io.spanline.statistics.StatisticsRow;
import io.spanline.streams.rest.NotReadyException;
import io.spanline.streams.rest.Tables;
import io.spanline.topic.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The published topics, read from the tables of them that every instance keeps. */
record BaselineTables(KafkaStreams streams) implements Tables {
  @Override
  public void statistics(String keyPrefix, Consumer<StatisticsRow> visitor) {
    Function<ReadOnlyKeyValueStore<String, StatisticsRow>, KeyValueIterator<String, StatisticsRow>>
        rows =
            keyPrefix.isEmpty()
                ? ReadOnlyKeyValueStore::all
                : table -> table.prefixScan(keyPrefix, new StringSerializer());
    visit(SpanlineTopology.STATISTICS_VIEW, rows, visitor);
  }

  @Override
  public List<Ledger> ledger() {
    List<Ledger> rows = new ArrayList<>();
    visit(
        SpanlineTopology.LEDGER_VIEW,
        (ReadOnlyKeyValueStore<String, Ledger> table) -> table.all(),
        rows::add);
    return rows;
  }

  private <V> void visit(
      String store,
      Function<ReadOnlyKeyValueStore<String, V>, KeyValueIterator<String, V>> rows,
      Consumer<V> visitor) {
    try {
      ReadOnlyKeyValueStore<String, V> table =
          streams.store(
              StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()));
      try (KeyValueIterator<String, V> all = rows.apply(table)) {
        while (all.hasNext()) {
          @Nullable V row = all.next().value;
          // One that cannot be read is null.
          if (row != null) {
            visitor.accept(row);
          }
        }
      }
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReadyException("the tables are being read, retry in a second", e);
    }
  }
}
