package io.spanline.captures.baseline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two baselines held against each other, figure by figure.
 *
 * @param subjects services with their operations, then edges; by name
 */
public record BaselineComparison(List<Subject> subjects) {
  private static final BigDecimal WIDEST_RATE = new BigDecimal("0.2");

  public BaselineComparison {
    subjects = List.copyOf(subjects);
  }

  /** What two figures say of each other. */
  public enum Word {
    /** The intervals have nothing in common. */
    @JsonProperty("changed")
    CHANGED,
    /** Each value lies in the other's interval. */
    @JsonProperty("same")
    SAME,
    /** The intervals overlap, and a value lies outside the other's. */
    @JsonProperty("unclear")
    UNCLEAR,
    /** An interval has no bound where it would matter. */
    @JsonProperty("too_little_data")
    TOO_LITTLE_DATA;

    /** The word for people. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** What is compared. */
  public enum Kind {
    @JsonProperty("service")
    SERVICE,
    @JsonProperty("operation")
    OPERATION,
    @JsonProperty("edge")
    EDGE
  }

  /**
   * One service, operation or edge.
   *
   * @param before requests or calls in the first baseline; null if it has none
   * @param after those in the second; null if it has none
   * @param figures none if only one baseline has the subject
   */
  public record Subject(
      Kind kind, String name, @Nullable Long before, @Nullable Long after, List<Figure> figures) {
    public Subject {
      figures = List.copyOf(figures);
    }

    public boolean changed() {
      return before == null
          || after == null
          || figures.stream()
              .anyMatch(figure -> figure.word() == Word.CHANGED || figure.inOneOnly());
    }
  }

  /**
   * One figure of a subject.
   *
   * @param before null if only the second baseline has it
   * @param after null if only the first baseline has it
   * @param ratio the second value by the first; null if that is no positive number
   */
  public record Figure(
      String name,
      @Nullable Interval before,
      @Nullable Interval after,
      @Nullable BigDecimal ratio,
      Word word) {
    /** Whether only one baseline has it. */
    public boolean inOneOnly() {
      return before == null || after == null;
    }

    static Figure of(String name, @Nullable Estimate before, @Nullable Estimate after) {
      return before == null || after == null
          ? new Figure(name, orNull(before), orNull(after), null, Word.TOO_LITTLE_DATA)
          : of(name, Interval.of(before), Interval.of(after));
    }

    private static @Nullable Interval orNull(@Nullable Estimate estimate) {
      return estimate == null ? null : Interval.of(estimate);
    }

    static Figure of(String name, Interval before, Interval after) {
      return new Figure(name, before, after, after.ratioTo(before), word(before, after));
    }

    /** A rate's interval has bounds always; if it is wide, they say next to nothing. */
    static Figure of(String name, ErrorRate before, ErrorRate after) {
      Figure figure = of(name, Interval.of(before), Interval.of(after));
      boolean wide = isWide(before) || isWide(after);
      return wide && figure.word != Word.CHANGED
          ? new Figure(name, figure.before, figure.after, figure.ratio, Word.TOO_LITTLE_DATA)
          : figure;
    }

    private static boolean isWide(ErrorRate rate) {
      return rate.high().subtract(rate.low()).compareTo(WIDEST_RATE) > 0;
    }

    private static Word word(Interval before, Interval after) {
      if (before.isBelow(after) || after.isBelow(before)) {
        return Word.CHANGED;
      }
      if (!before.isBounded() || !after.isBounded()) {
        return Word.TOO_LITTLE_DATA;
      }
      return before.holds(after.value()) && after.holds(before.value()) ? Word.SAME : Word.UNCLEAR;
    }
  }

  public static BaselineComparison of(Baseline before, Baseline after) {
    List<Subject> subjects = new ArrayList<>();
    for (String name : names(before.services(), after.services())) {
      Baseline.Service one = before.services().get(name);
      Baseline.Service other = after.services().get(name);
      subjects.add(requests(Kind.SERVICE, name, requests(one), requests(other)));
      SortedMap<String, Baseline.Requests> ofOne = operations(one);
      SortedMap<String, Baseline.Requests> ofOther = operations(other);
      for (String operation : names(ofOne, ofOther)) {
        subjects.add(
            requests(Kind.OPERATION, operation, ofOne.get(operation), ofOther.get(operation)));
      }
    }
    for (String name : names(before.edges(), after.edges())) {
      subjects.add(edge(name, before.edges().get(name), after.edges().get(name)));
    }
    return new BaselineComparison(subjects);
  }

  /**
   * Whether anything is not as it was; too little data is no change, but a figure that only one
   * baseline has is.
   */
  public boolean changed() {
    return subjects.stream().anyMatch(Subject::changed);
  }

  private static SortedSet<String> names(SortedMap<String, ?> one, SortedMap<String, ?> other) {
    SortedSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    return names;
  }

  private static Baseline.@Nullable Requests requests(Baseline.@Nullable Service service) {
    return service == null ? null : service.requests();
  }

  private static SortedMap<String, Baseline.Requests> operations(
      Baseline.@Nullable Service service) {
    return service == null ? new TreeMap<>() : service.operations();
  }

  private static Subject requests(
      Kind kind, String name, Baseline.@Nullable Requests one, Baseline.@Nullable Requests other) {
    List<Figure> figures = new ArrayList<>();
    if (one != null && other != null) {
      figures.add(errors(one.errors(), other.errors()));
      figures.addAll(quantiles("", one.latencies(), other.latencies()));
    }
    return new Subject(
        kind,
        name,
        one == null ? null : (Long) one.errors().of(),
        other == null ? null : (Long) other.errors().of(),
        figures);
  }

  private static Subject edge(
      String name, Baseline.@Nullable Edge one, Baseline.@Nullable Edge other) {
    List<Figure> figures = new ArrayList<>();
    if (one != null && other != null) {
      figures.add(errors(one.errors(), other.errors()));
      figures.addAll(quantiles("client_", one.client(), other.client()));
      figures.addAll(quantiles("server_", one.server(), other.server()));
      figures.addAll(quantiles("gap_", one.gap(), other.gap()));
    }
    return new Subject(
        Kind.EDGE,
        name,
        one == null ? null : (Long) one.errors().of(),
        other == null ? null : (Long) other.errors().of(),
        figures);
  }

  private static Figure errors(ErrorRate one, ErrorRate other) {
    return Figure.of("error_rate", one, other);
  }

  private static List<Figure> quantiles(
      String of, @Nullable Latencies one, @Nullable Latencies other) {
    if (one == null && other == null) {
      return List.of();
    }
    return List.of(
        Figure.of(of + "p50_ms", quantile(one, Latencies::p50), quantile(other, Latencies::p50)),
        Figure.of(of + "p95_ms", quantile(one, Latencies::p95), quantile(other, Latencies::p95)));
  }

  private static @Nullable Estimate quantile(
      @Nullable Latencies of, Function<Latencies, Estimate> quantile) {
    return of == null ? null : quantile.apply(of);
  }
}
