package io.spanline.streams.rest;

import io.spanline.api.ServiceWindows;
import io.spanline.api.Services;
import io.spanline.rest.Problem;
import io.spanline.rest.ProblemException;
import io.spanline.rest.Query;
import io.spanline.settings.Catalogue;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.streams.statistics.StatisticsRules;
import io.spanline.topic.ServiceStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers questions about services and their operations. */
final class ServiceQueries {
  static final Set<String> WINDOWS_PARAMETERS =
      Set.of("operation", "window", "from", "to", "limit");

  private static final int LIMIT = 60;
  private static final int HIGHEST_LIMIT = 1_000;
  private static final int NAMED = 20;

  private final StatisticsRules rules;
  private final Tables tables;
  private final Recent<List<Services.Totals>> summaries;

  ServiceQueries(StatisticsRules rules, Tables tables) {
    this.rules = rules;
    this.tables = tables;
    this.summaries = new Recent<>(this::summarize, System::nanoTime);
  }

  /** Every service that had a request within the retention, in order of names. */
  List<Services.Totals> all() {
    return summaries.get();
  }

  private List<Services.Totals> summarize() {
    Retained retained = new Retained(rules, tables.ledger());
    Map<String, SummedWindows> services = new TreeMap<>();
    Map<String, Set<String>> operations = new TreeMap<>();
    tables.statistics(
        "",
        row -> {
          if (!retained.holds(row)) {
            return;
          }
          if (row.subject() instanceof Service one) {
            services.computeIfAbsent(one.service(), name -> new SummedWindows(one)).add(row);
          } else if (row.subject() instanceof Operation of) {
            operations.computeIfAbsent(of.service(), name -> new TreeSet<>()).add(of.operation());
          }
        });
    return services.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> totals(entry.getValue(), operations.getOrDefault(entry.getKey(), Set.of())))
        .toList();
  }

  private static Services.Totals totals(SummedWindows sum, Collection<String> operations) {
    ServiceStatistics whole = ServiceStatistics.of(sum.whole());
    Double sumMillis = whole.sumMillis();
    return new Services.Totals(
        whole.service(),
        whole.requests(),
        whole.timed(),
        whole.errors(),
        whole.sampled(),
        whole.older(),
        whole.errorRate(),
        whole.p50Millis(),
        whole.p95Millis(),
        whole.minMillis(),
        sumMillis == null ? null : (Double) (sumMillis / whole.timed()),
        whole.maxMillis(),
        whole.exact(),
        sum.windows(),
        List.copyOf(operations),
        sum.newest().stream().map(ServiceStatistics::of).toList());
  }

  /**
   * Windows of one service, or of one operation of it, that are whole: a sum without the parts that
   * are deleted would look like less traffic.
   */
  ServiceWindows windows(String service, Query query) {
    Duration length = query.duration("window").map(this::checked).orElse(rules.length());
    Instant from = query.instant("from").orElse(Instant.MIN);
    Instant to = query.instant("to").orElse(Instant.MAX);
    if (!from.isBefore(to)) {
      throw Problem.of(400, "parameter 'from' must be before 'to', was %s".formatted(from));
    }
    int limit = query.number("limit", HIGHEST_LIMIT).orElse(LIMIT);
    @Nullable String operation = query.text("operation").orElse(null);
    StatisticsSubject subject =
        operation == null ? new Service(service) : new Operation(service, operation);
    Retained retained = new Retained(rules, tables.ledger());
    Map<Instant, SummedWindows> sums = sums(subject, length, retained);
    if (sums.isEmpty()) {
      throw unknown(service, operation);
    }
    // Asked again, since rows may have been deleted while they were read.
    Retained afterwards = new Retained(rules, tables.ledger());
    List<ServiceStatistics> windows =
        sums.entrySet().stream()
            .filter(sum -> sum.getKey().plus(length).isAfter(from) && sum.getKey().isBefore(to))
            .filter(sum -> afterwards.isWhole(sum.getKey()))
            .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
            .limit(limit)
            .map(sum -> window(sum, length, retained))
            .toList();
    return new ServiceWindows(service, operation, length, operations(service), windows);
  }

  /** The length, if windows so long can be merged. */
  private Duration checked(Duration length) {
    Duration retention = rules.retention();
    // First, so that what follows cannot overflow.
    if (length.compareTo(retention) > 0) {
      throw Problem.of(
          400,
          "parameter 'window' must be at most %s, %s; was %s"
              .formatted(retention, Catalogue.STATISTICS_RETENTION.name(), length));
    }
    if (length.toMillis() % rules.length().toMillis() != 0
        || !length.equals(Duration.ofMillis(length.toMillis()))) {
      throw Problem.of(
          400,
          "parameter 'window' must be a multiple of %s, %s; was %s"
              .formatted(rules.length(), Catalogue.STATISTICS_WINDOW.name(), length));
    }
    return length;
  }

  /** When the window so long that holds a time starts; windows are aligned to the epoch. */
  private static Instant start(Instant time, Duration length) {
    long millis = time.toEpochMilli();
    return Instant.ofEpochMilli(millis - Math.floorMod(millis, length.toMillis()));
  }

  /** By the start of the windows that the rows fall into. */
  private Map<Instant, SummedWindows> sums(
      StatisticsSubject subject, Duration length, Retained retained) {
    Map<Instant, SummedWindows> sums = new TreeMap<>();
    tables.statistics(
        subject.key() + "@",
        row -> {
          // A name may hold what separates names and times in the key.
          if (row.subject().equals(subject) && retained.holds(row)) {
            Instant start = start(row.windowStart(), length);
            sums.computeIfAbsent(start, at -> new SummedWindows(subject)).add(row);
          }
        });
    return sums;
  }

  private ServiceStatistics window(
      Map.Entry<Instant, SummedWindows> sum, Duration length, Retained retained) {
    StatisticsRow row =
        length.equals(rules.length())
            ? sum.getValue().whole()
            : sum.getValue().window(sum.getKey(), sum.getKey().plus(length), retained);
    return ServiceStatistics.of(row);
  }

  private List<String> operations(String service) {
    return summaries.get().stream()
        .filter(summary -> summary.service().equals(service))
        .findFirst()
        .map(Services.Totals::operations)
        .orElse(List.of());
  }

  private ProblemException unknown(String service, @Nullable String operation) {
    List<String> services = summaries.get().stream().map(Services.Totals::service).toList();
    if (operation != null && services.contains(service)) {
      return Problem.of(
          404,
          "no operation '%s' of service '%s' in the last %s; known are %s"
              .formatted(operation, service, rules.retention(), listed(operations(service))));
    }
    return Problem.of(
        404,
        "no service '%s' in the last %s; known are %s"
            .formatted(service, rules.retention(), listed(services)));
  }

  private static String listed(List<String> names) {
    String first = String.join(", ", names.stream().limit(NAMED).toList());
    if (names.isEmpty()) {
      return "none";
    }
    return names.size() <= NAMED ? first : first + " and %s more".formatted(names.size() - NAMED);
  }
}
