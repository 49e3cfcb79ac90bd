package io.spanline.clients.recount;

import io.spanline.clients.recount.RequestsByWindow.Requests;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.TraceJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of {@code service-statistics} held against requests that were counted anew. */
final class StatisticsRecount {
  private static final String NONE = "no row";

  private final SortedMap<Instant, SortedMap<String, Requests>> published = new TreeMap<>();
  private final RequestsByWindow counted;
  private final Instant earliest;
  private @Nullable Duration otherLength;

  /**
   * A recount without a row yet.
   *
   * @param earliest the start of the first window whose rows cannot have gone yet
   */
  StatisticsRecount(RequestsByWindow counted, Instant earliest) {
    this.counted = counted;
    this.earliest = earliest;
  }

  /**
   * What the comparison came to.
   *
   * @param expired windows whose rows may be gone
   * @param windows that were compared
   * @param rows pairs of service and window that were compared
   * @param differences in words, one for each figure that is not the same
   */
  record Result(int expired, int windows, long rows, List<String> differences) {}

  /** Takes a row; the later one of a service and window counts. */
  void add(ServiceStatistics row) {
    // A row without a request has only those that are older than any window.
    if (row.operation() != null || (row.requests() == 0 && row.timed() == 0)) {
      return;
    }
    Duration length = Duration.between(row.windowStart(), row.windowEnd());
    if (!length.equals(counted.window())) {
      otherLength = length;
    }
    published
        .computeIfAbsent(row.windowStart(), start -> new TreeMap<>())
        .put(row.service(), figures(row));
  }

  /** The length of the rows' windows if it is another than that of the recount's. */
  @Nullable Duration otherLength() {
    return otherLength;
  }

  Result result() {
    int expired = 0;
    long rows = 0;
    List<String> differences = new ArrayList<>();
    Instant start = counted.firstWindow();
    for (int i = counted.windowsInside(); i > 0; i--) {
      if (start.isBefore(earliest)) {
        expired++;
      } else {
        Map<String, Requests> there = ofAll(published.getOrDefault(start, new TreeMap<>()), start);
        Map<String, Requests> here =
            ofAll(counted.windows().getOrDefault(start, new TreeMap<>()), start);
        TreeSet<String> services = new TreeSet<>(there.keySet());
        services.addAll(here.keySet());
        rows += services.size();
        for (String service : services) {
          String which = "%s at %s".formatted(service, start);
          differences.addAll(differences(which, there.get(service), here.get(service)));
        }
      }
      start = start.plus(counted.window());
    }
    return new Result(expired, counted.windowsInside() - expired, rows, differences);
  }

  /**
   * All services as one where statistics put some together: who has a row of his own in one
   * partition may have none in another.
   */
  private Map<String, Requests> ofAll(SortedMap<String, Requests> services, Instant start) {
    boolean together =
        published.getOrDefault(start, new TreeMap<>()).containsKey(StatisticsSubject.OVERFLOW);
    return !together || services.isEmpty()
        ? services
        : Map.of(
            StatisticsSubject.OVERFLOW,
            services.values().stream().reduce(Requests::plus).orElseThrow());
  }

  private static List<String> differences(
      String which, @Nullable Requests there, @Nullable Requests here) {
    if (there == null || here == null) {
      return List.of(words(which, "requests", text(there), text(here)));
    }
    List<String> differences = new ArrayList<>();
    Map<String, Object> recounted = figures(here);
    figures(there)
        .forEach(
            (figure, said) -> {
              Object found = recounted.get(figure);
              if (!said.equals(found)) {
                differences.add(words(which, figure, said, String.valueOf(found)));
              }
            });
    return differences;
  }

  private static String words(String which, String figure, Object there, Object here) {
    return "%s of %s: %s in service-statistics, %s in the traces"
        .formatted(figure, which, there, here);
  }

  private static String text(@Nullable Requests requests) {
    return requests == null ? NONE : Long.toString(requests.requests());
  }

  /** Times as the rows print them: a sum of days has no nanoseconds there. */
  private static Map<String, Object> figures(Requests of) {
    return new TreeMap<>(
        Map.of(
            "requests", of.requests(),
            "errors", of.errors(),
            "timed", of.timed(),
            "sum_ms", TraceJson.millis(of.sumNanos()),
            "min_ms", TraceJson.millis(of.minNanos()),
            "max_ms", TraceJson.millis(of.maxNanos())));
  }

  private static Requests figures(ServiceStatistics row) {
    return new Requests(
        row.requests(),
        row.errors(),
        row.timed(),
        nanos(row.sumMillis()),
        nanos(row.minMillis()),
        nanos(row.maxMillis()));
  }

  private static long nanos(@Nullable Double millis) {
    return millis == null ? 0 : Math.round(millis * 1e6);
  }
}
