package io.spanline.clients;

import io.spanline.api.LedgerSummary;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.Json;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** The ledger of streams-baseline, over its REST interface. */
public final class Ledgers {
  private final Rest rest;

  public Ledgers(String address) {
    this.rest = new Rest("streams-baseline", address, Duration.ofSeconds(5));
  }

  public Ledgers(Settings settings) {
    this.rest =
        new Rest(
            "streams-baseline",
            settings.address(Port.STREAMS_BASELINE),
            Duration.ofSeconds(5),
            settings.value(Catalogue.TOKEN_FILE));
  }

  /** The account as it stands now: one answer, so that its sums are of one moment. */
  public Account now() {
    LedgerSummary summary = Json.MAPPER.convertValue(rest.get("/v1/ledger"), LedgerSummary.class);
    return new Account(summary.partitions().stream().map(LedgerSummary.Partition::ledger).toList());
  }

  /** The ledger at one moment, a row a partition. */
  public record Account(List<Ledger> rows) {
    public Account {
      rows = List.copyOf(rows);
    }

    /** The earliest watermark: what arrived before it has been looked at; EPOCH without a row. */
    public Instant watermark() {
      return rows.stream().map(Ledger::watermark).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    public long open() {
      return sum(row -> row.spans().open());
    }

    public long received() {
      return sum(row -> row.spans().received());
    }

    public long emitted() {
      return sum(row -> row.spans().emitted());
    }

    /** Spans that had come before. */
    public long duplicate() {
      return sum(row -> row.spans().duplicate());
    }

    /** Records that are dead letters. */
    public long dead() {
      return sum(row -> row.records().dead());
    }

    /** Spans that are dead letters, from records that could be read. */
    public long rejected() {
      return sum(row -> row.spans().rejected());
    }

    /** Partitions of {@code otlp_spans} that no row is of. */
    public int missing() {
      return Topics.OTLP_SPANS.partitions() - rows.size();
    }

    public boolean balanced() {
      return missing() == 0 && rows.stream().allMatch(Ledger::balanced);
    }

    public String line() {
      return "ledger: %d spans received, %d emitted, %d open, %d dead records, %s"
          .formatted(
              received(), emitted(), open(), dead(), balanced() ? "balanced" : "NOT balanced");
    }

    private long sum(ToLongFunction<Ledger> field) {
      return rows.stream().mapToLong(field).sum();
    }
  }
}
