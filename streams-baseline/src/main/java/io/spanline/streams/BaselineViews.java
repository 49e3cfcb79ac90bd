package io.spanline.streams;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.topic.Ledger;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What the published topics say, read from the tables of them that every instance keeps. */
final class BaselineViews {

  /** The tables cannot be read yet, or not any more. */
  static final class NotReadyException extends RuntimeException {
    NotReadyException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final KafkaStreams streams;
  private final Settings settings;

  BaselineViews(KafkaStreams streams, Settings settings) {
    this.streams = streams;
    this.settings = settings;
  }

  /** Every service that had a request within the retention, in order of names. */
  List<ServiceSummary> services() {
    List<ServiceStatistics> rows = rows(SpanlineTopology.STATISTICS_VIEW);
    Instant oldest =
        rows.stream()
            .map(ServiceStatistics::windowEnd)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH)
            .minus(settings.value(Catalogue.STATISTICS_RETENTION));
    Map<String, List<ServiceStatistics>> byService = new TreeMap<>();
    rows.stream()
        .filter(row -> row.windowEnd().isAfter(oldest))
        .forEach(row -> byService.computeIfAbsent(row.service(), s -> new ArrayList<>()).add(row));
    return byService.values().stream().map(ServiceSummary::of).toList();
  }

  LedgerSummary ledger() {
    List<Ledger> rows = rows(SpanlineTopology.LEDGER_VIEW);
    List<Integer> spoken = rows.stream().map(Ledger::partition).toList();
    List<Integer> missing =
        IntStream.range(0, Topics.OTLP_SPANS.partitions())
            .boxed()
            .filter(partition -> !spoken.contains(partition))
            .toList();
    return LedgerSummary.of(rows, missing);
  }

  private <V> List<V> rows(String store) {
    try {
      ReadOnlyKeyValueStore<String, V> view =
          streams.store(
              StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()));
      List<V> rows = new ArrayList<>();
      try (KeyValueIterator<String, V> all = view.all()) {
        all.forEachRemaining(row -> rows.add(row.value));
      }
      return rows;
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReadyException("the tables are being read, retry in a second", e);
    }
  }
}
