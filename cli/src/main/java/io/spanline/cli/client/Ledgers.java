package io.spanline.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.topic.Json;
import io.spanline.topic.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The ledger of streams-baseline, over its REST interface. */
public final class Ledgers {
  private final Rest rest;

  /** A client of the streams-baseline at host and port. */
  public Ledgers(String address) {
    this.rest = new Rest("streams-baseline", address, Duration.ofSeconds(5));
  }

  /** The earliest watermark of all partitions: what arrived before it has been looked at. */
  public Instant watermark() {
    Instant earliest = Instant.MAX;
    for (JsonNode partition : partitions()) {
      Instant watermark = Instant.parse(partition.path("watermark").asText());
      earliest = watermark.isBefore(earliest) ? watermark : earliest;
    }
    return earliest.equals(Instant.MAX) ? Instant.EPOCH : earliest;
  }

  /** Spans of traces that are still open. */
  public long open() {
    return spans("open");
  }

  /** Spans of all partitions' records. */
  public long received() {
    return spans("received");
  }

  /** Spans in emitted traces. */
  public long emitted() {
    return spans("emitted");
  }

  /** Spans that had come before. */
  public long duplicate() {
    return spans("duplicate");
  }

  /** The account of all partitions in one line. */
  public String line() {
    long dead = 0;
    boolean balanced = true;
    for (JsonNode partition : partitions()) {
      dead += partition.path("records").path("dead").asLong();
      balanced &= partition.path("balanced").asBoolean();
    }
    return "ledger: %d spans received, %d emitted, %d open, %d dead records, %s"
        .formatted(received(), emitted(), open(), dead, balanced ? "balanced" : "NOT balanced");
  }

  private long spans(String field) {
    long sum = 0;
    for (JsonNode partition : partitions()) {
      sum += partition.path("spans").path(field).asLong();
    }
    return sum;
  }

  /** A row a partition, in order of partitions. */
  public List<Ledger> rows() {
    List<Ledger> rows = new ArrayList<>();
    for (JsonNode partition : partitions()) {
      rows.add(Json.MAPPER.convertValue(partition, Ledger.class));
    }
    return List.copyOf(rows);
  }

  private JsonNode partitions() {
    return rest.get("/v1/ledger").path("partitions");
  }
}
