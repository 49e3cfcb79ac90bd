package io.spanline.capture.surroundings;

import io.spanline.capture.redaction.CleanText;
import io.spanline.capture.surroundings.RequestsByWindow.Requests;
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
          "streams-baseline has windows of %s, capture-writer of %s; set both to the same"
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
        ? StatisticsCheck.skipped("the statistics of these windows have expired")
        : new StatisticsCheck(null, windows, compared, differing, differences);
  }

  private void compare(Instant start) {
    SortedMap<String, Requests> counted = traces.windows().getOrDefault(start, new TreeMap<>());
    SortedMap<String, Requests> published = rows.of(start);
    if (published.containsKey(StatisticsSubject.OVERFLOW)) {
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

  private static @Nullable Requests sum(SortedMap<String, Requests> requests) {
    return requests.values().stream().reduce(Requests::plus).orElse(null);
  }

  private void compare(
      String service, Instant start, @Nullable Requests published, @Nullable Requests counted) {
    compared++;
    List<Figure> different =
        published == null || counted == null
            ? List.of(new Figure("requests", text(published), text(counted)))
            : Figure.of(published, counted).stream().filter(Figure::differs).toList();
    differing += different.isEmpty() ? 0 : 1;
    different.stream()
        .limit(NAMED - differences.size())
        .map(each -> each.of(CleanText.ofName(service), start))
        .forEach(differences::add);
  }

  private static String text(@Nullable Requests requests) {
    return requests == null ? NONE : Long.toString(requests.requests());
  }

  /** One figure, by the statistics and by the traces. */
  private record Figure(String name, Object statistics, Object traces) {
    /** Times as the rows print them: a sum of days has no nanoseconds there. */
    static List<Figure> of(Requests published, Requests counted) {
      return List.of(
          new Figure("requests", published.requests(), counted.requests()),
          new Figure("errors", published.errors(), counted.errors()),
          new Figure("timed", published.timed(), counted.timed()),
          millis("sum_ms", published.sumNanos(), counted.sumNanos()),
          millis("min_ms", published.minNanos(), counted.minNanos()),
          millis("max_ms", published.maxNanos(), counted.maxNanos()));
    }

    private static Figure millis(String name, long published, long counted) {
      return new Figure(name, TraceJson.millis(published), TraceJson.millis(counted));
    }

    boolean differs() {
      return !statistics.equals(traces);
    }

    Difference of(String service, Instant start) {
      return new Difference(service, start, name, statistics.toString(), traces.toString());
    }
  }
}
