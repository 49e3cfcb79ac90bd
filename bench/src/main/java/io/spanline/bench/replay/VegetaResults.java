package io.spanline.bench.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.MappingIterator;
import io.spanline.bench.Quantiles;
import io.spanline.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What vegeta says of its requests, judged as replay judges its own.
 *
 * <p>It does not say when it began. Its n-th request was to go n intervals after a begin that is
 * taken to be as late as its results allow: no request went too early, and one went in time. That
 * makes its lateness the least it can have been.
 */
final class VegetaResults {
  private final List<Hit> hits;
  private final long intervalNanos;

  private VegetaResults(List<Hit> hits, long intervalNanos) {
    this.hits = hits;
    this.intervalNanos = intervalNanos;
  }

  /** One line of {@code vegeta encode --to json}. */
  record Line(
      @JsonProperty("seq") long n,
      @JsonProperty("timestamp") String timestamp,
      @JsonProperty("latency") long latencyNanos,
      @JsonProperty("code") int status) {}

  /** A request; moments are nanoseconds since the one that was read first. */
  private record Hit(long n, long sentNanos, long latencyNanos, int status) {}

  /** Reads its lines, in any order. */
  static VegetaResults read(InputStream json, double perSecond) throws IOException {
    List<Hit> hits = new ArrayList<>();
    Instant first = null;
    try (MappingIterator<Line> lines = Json.MAPPER.readerFor(Line.class).readValues(json)) {
      while (lines.hasNextValue()) {
        Line line = lines.nextValue();
        Instant sent = OffsetDateTime.parse(line.timestamp()).toInstant();
        first = first == null ? sent : first;
        hits.add(
            new Hit(
                line.n(), first.until(sent, ChronoUnit.NANOS), line.latencyNanos(), line.status()));
      }
    }
    if (hits.isEmpty()) {
      throw new IOException("vegeta has no results");
    }
    return new VegetaResults(hits, Math.round(1e9 / perSecond));
  }

  /** Its figures; it never drops a request. */
  Sent sent() {
    long begin = hits.stream().mapToLong(this::afterItsTurn).min().orElseThrow();
    Histogram lateness = Quantiles.histogram();
    Histogram response = Quantiles.histogram();
    Histogram service = Quantiles.histogram();
    long late = 0;
    for (Hit hit : hits) {
      long by = afterItsTurn(hit) - begin;
      lateness.recordValue(by);
      response.recordValue(by + hit.latencyNanos());
      service.recordValue(hit.latencyNanos());
      late += by > Sent.LATE_NANOS ? 1 : 0;
    }
    long failed = hits.stream().filter(hit -> hit.status() != 200).count();
    return new Sent(
        0,
        new Sent.Counts(hits.size(), late, 0, failed),
        Quantiles.of(lateness),
        Quantiles.of(response),
        Quantiles.of(service));
  }

  private long afterItsTurn(Hit hit) {
    return hit.sentNanos() - hit.n() * intervalNanos;
  }
}
