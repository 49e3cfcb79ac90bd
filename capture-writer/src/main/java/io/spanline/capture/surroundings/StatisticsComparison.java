package io.spanline.capture.surroundings;

import io.spanline.capture.redaction.CleanText;
import io.spanline.captures.manifest.StatisticsCheck;
import io.spanline.captures.manifest.StatisticsCheck.Difference;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.topic.TraceJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the requests of a snapshot's traces against the statistics' rows, window by window. */
final class StatisticsComparison {
  private static final int NAMED = 20;
  private static final String NONE = "no row";

  private final List<Difference> differences = new ArrayList<>();
  private final RequestsByWindow traces;
  private final StatisticsRows rows;
  private final Instant earliest;
  private long compared;
  private long differing;
  private int found;

  private StatisticsComparison(RequestsByWindow traces, StatisticsRows rows, Instant earliest) {
    this.traces = traces;
    this.rows = rows;
    this.earliest = earliest;
  }

  /**
   * The comparison.
   *
   * @param earliest the start of the first window whose rows cannot have gone yet
   */
  static StatisticsCheck of(RequestsByWindow traces, StatisticsRows rows, Instant earliest) {
    Duration other = rows.otherLength();
    if (other != null) {
      return StatisticsCheck.skipped(
          "streams-baseline has windows of %s, capture-writer of %s; give both the same"
              .formatted(other, traces.window()));
    }
    return new StatisticsComparison(traces, rows, earliest).check();
  }

  private StatisticsCheck check() {
    int windows = 0;
    Instant start = traces.firstWindow();
    for (int i = traces.windowsInside(); i > 0; i--) {
      if (!start.isBefore(earliest)) {
        windows++;
        compare(start);
      }
      start = start.plus(traces.window());
    }
    return windows == 0
        ? StatisticsCheck.skipped("the statistics' rows of these windows are gone by now")
        : new StatisticsCheck(null, windows, compared, differing, differences);
  }

  private void compare(Instant start) {
    SortedMap<String, WindowRequests> counted =
        traces.windows().getOrDefault(start, new TreeMap<>());
    SortedMap<String, WindowRequests> published = new TreeMap<>();
    rows.of(start).forEach((service, row) -> published.put(service, StatisticsRows.figures(row)));
    if (rows.hasOverflow(start)) {
      // Who has a row of his own in one partition may have none in another: only all can be told.
      compare(StatisticsSubject.OVERFLOW, start, sum(published), sum(counted));
      return;
    }
    TreeSet<String> services = new TreeSet<>(counted.keySet());
    services.addAll(published.keySet());
    for (String service : services) {
      compare(service, start, published.get(service), counted.get(service));
    }
  }

  private static @Nullable WindowRequests sum(SortedMap<String, WindowRequests> requests) {
    return requests.values().stream().reduce(WindowRequests::plus).orElse(null);
  }

  private void compare(
      String service,
      Instant start,
      @Nullable WindowRequests published,
      @Nullable WindowRequests counted) {
    compared++;
    int before = found;
    if (published == null || counted == null) {
      differ(service, start, "requests", text(published), text(counted));
    } else {
      number(service, start, "requests", published.requests(), counted.requests());
      number(service, start, "errors", published.errors(), counted.errors());
      millis(service, start, "sum_ms", published.sumNanos(), counted.sumNanos());
      millis(service, start, "min_ms", published.minNanos(), counted.minNanos());
      millis(service, start, "max_ms", published.maxNanos(), counted.maxNanos());
    }
    differing += found > before ? 1 : 0;
  }

  private void number(String service, Instant start, String figure, long published, long counted) {
    if (published != counted) {
      differ(service, start, figure, Long.toString(published), Long.toString(counted));
    }
  }

  /** As the rows print them: a sum of days has no nanoseconds there. */
  private void millis(String service, Instant start, String figure, long published, long counted) {
    if (Double.compare(TraceJson.millis(published), TraceJson.millis(counted)) != 0) {
      differ(
          service,
          start,
          figure,
          Double.toString(TraceJson.millis(published)),
          Double.toString(TraceJson.millis(counted)));
    }
  }

  private void differ(
      String service, Instant start, String figure, String published, String counted) {
    found++;
    if (differences.size() < NAMED) {
      differences.add(new Difference(CleanText.of(service), start, figure, published, counted));
    }
  }

  private static String text(@Nullable WindowRequests requests) {
    return requests == null ? NONE : Long.toString(requests.requests());
  }
}
