package io.spanline.experiments.compare;

import io.spanline.captures.baseline.Observations;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.Criterion.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures that decide an experiment, judged together. Of a service that was asked they are
 * those of its response times, request by request; of another one those of its entry spans.
 */
public final class RoundFigures {
  private static final double LEAST_SHARE = 0.01;

  /**
   * A healthy and a faulty round of the same cases.
   *
   * @param healthy requests in the order of {@link ReplayLine}
   * @param faulty likewise
   * @param ofHealthy what their traces say
   * @param ofFaulty likewise
   */
  public record RoundPair(
      List<ReplayLine> healthy,
      List<ReplayLine> faulty,
      Observations ofHealthy,
      Observations ofFaulty) {
    public RoundPair {
      healthy = List.copyOf(healthy);
      faulty = List.copyOf(faulty);
    }

    private Stream<ReplayLine> requests() {
      return Stream.concat(healthy.stream(), faulty.stream());
    }
  }

  /** What the traces of a healthy and a faulty round say. */
  public record TracePair(Observations healthy, Observations faulty) {
    private Stream<Map.Entry<String, Observations.OfService>> services() {
      return Stream.of(healthy, faulty).flatMap(side -> side.services().entrySet().stream());
    }
  }

  /** Which requests of a service are to be looked at. */
  private interface Source {
    MeasuredRounds of(String service, @Nullable String operation);
  }

  /**
   * A figure that decides.
   *
   * @param figure with too little data if nobody measured it
   * @param reason why there is no clear word for it; null if there is, or if the figures say it
   * @param blocksAgree whether each block shows at least half of what all show or, if the criterion
   *     says what it may be at most, whether each faulty round is above that
   */
  public record Decided(
      Criterion criterion,
      String service,
      Figure figure,
      @Nullable String reason,
      boolean blocksAgree) {}

  /** The response time of the same cases, which does not decide. */
  public record OfCases(String service, Figure figure) {}

  private record Named(String service, @Nullable String operation, Quantity quantity) {}

  /**
   * A criterion with what the rounds say.
   *
   * @param errors of the same requests, if latencies decide: what failed may have none
   * @param reason why they say nothing; null if they do
   */
  private record Measured(
      Criterion criterion,
      @Nullable RoundFigure figure,
      @Nullable Change change,
      @Nullable RoundFigure errors,
      @Nullable String reason) {}

  private final Source source;
  private final List<Decided> decided = new ArrayList<>();
  private final List<OfCases> ofCases = new ArrayList<>();
  private final List<String> undecided;

  private RoundFigures(
      Source source,
      Map<String, Long> asked,
      List<Criterion> criteria,
      Map<String, PairedLatency> cases,
      Limits limits) {
    this.source = source;
    judge(measured(criteria, most(asked)), cases, limits);
    Set<String> deciding = decided.stream().map(Decided::service).collect(Collectors.toSet());
    boolean areNamed = criteria.stream().noneMatch(each -> each.service() == null);
    this.undecided =
        areNamed
            ? List.of()
            : asked.keySet().stream().filter(name -> !deciding.contains(name)).sorted().toList();
  }

  /**
   * Judges those of requests that were sent to both rounds of each block.
   *
   * @param asked services that they were sent to: those two with most requests count
   * @param limits of the response times of cases
   */
  public static RoundFigures ofPairs(
      List<RoundPair> blocks, Collection<String> asked, List<Criterion> criteria, Limits limits) {
    Map<String, Long> requests =
        blocks.stream()
            .flatMap(RoundPair::requests)
            .collect(Collectors.groupingBy(ReplayLine::service, Collectors.counting()));
    requests.keySet().retainAll(asked);
    List<TracePair> traces =
        blocks.stream().map(block -> new TracePair(block.ofHealthy(), block.ofFaulty())).toList();
    Source source =
        (service, operation) ->
            requests.containsKey(service)
                ? new PairedRounds(blocks, line -> isOf(line, service, operation))
                : new TracedRounds(traces, service, operation);
    List<String> roots = most(requests);
    Map<String, PairedLatency> cases = new LinkedHashMap<>();
    for (String root : roots) {
      PairedLatency of = new PairedRounds(blocks, line -> isOf(line, root, null)).cases();
      if (of != null) {
        cases.put(root, of);
      }
    }
    return new RoundFigures(source, requests, criteria, cases, limits);
  }

  private static boolean isOf(ReplayLine line, String service, @Nullable String operation) {
    return line.service().equals(service)
        && (operation == null || line.operation().equals(operation));
  }

  /**
   * Judges those of requests that others sent, which nothing pairs.
   *
   * @param asked the first request of each trace: those two services with most of them count, if
   *     they have 1 % of all
   * @param all requests of the same rounds
   */
  public static RoundFigures ofTraces(
      List<TracePair> asked, List<TracePair> all, List<Criterion> criteria) {
    Map<String, Long> requests =
        asked.stream()
            .flatMap(TracePair::services)
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.summingLong(each -> each.getValue().all().outcomes().count())));
    long sum = requests.values().stream().mapToLong(Long::longValue).sum();
    // A trace that lost its root, or a probe, makes no service one that was asked.
    requests.values().removeIf(count -> count < LEAST_SHARE * sum);
    List<String> roots = most(requests);
    Source source =
        (service, operation) ->
            new TracedRounds(roots.contains(service) ? asked : all, service, operation);
    return new RoundFigures(source, requests, criteria, Map.of(), Limits.DEFAULT);
  }

  /** Two at most, ascending. */
  private static List<String> most(Map<String, Long> requests) {
    return requests.keySet().stream()
        .sorted()
        .sorted(Comparator.comparingLong((String root) -> -requests.getOrDefault(root, 0L)))
        .limit(SideJudgement.MOST_ROOTS)
        .sorted()
        .toList();
  }

  /** Services that were asked, but of which no figure decides, though no criterion says whose. */
  public List<String> undecided() {
    return undecided;
  }

  /** In the order of the criteria, of those without a service by root. */
  public List<Decided> decided() {
    return decided;
  }

  /** By root. */
  public List<OfCases> ofCases() {
    return ofCases;
  }

  /** Of two criteria for the same figure that of a named service counts. */
  private List<Measured> measured(List<Criterion> criteria, List<String> roots) {
    Map<Named, Criterion> wanted = new LinkedHashMap<>();
    for (String root : roots) {
      criteria.stream()
          .filter(each -> each.service() == null)
          .forEach(each -> wanted.put(named(each.of(root)), each.of(root)));
    }
    criteria.stream()
        .filter(each -> each.service() != null)
        .forEach(each -> wanted.put(named(each), each));
    return wanted.values().stream().map(this::measured).toList();
  }

  private static Named named(Criterion of) {
    return new Named(Objects.requireNonNull(of.service()), of.operation(), of.quantity());
  }

  private Measured measured(Criterion criterion) {
    String service = Objects.requireNonNull(criterion.service());
    Quantity quantity = criterion.quantity();
    MeasuredRounds rounds = source.of(service, criterion.operation());
    RoundFigure errors = rounds.errors();
    boolean isRate = quantity == Quantity.ERROR_RATE;
    RoundFigure figure = isRate ? errors : rounds.quantile(quantity.q());
    if (figure == null) {
      return new Measured(criterion, null, null, null, "no block has it in both rounds");
    }
    Double most = criterion.most();
    Change change =
        most == null
            ? figure.change()
            : new Absolute(figure.change(), most, figure.ofBefore(), figure.ofAfter());
    return new Measured(criterion, figure, change, isRate ? null : errors, rounds.mix());
  }

  private void judge(List<Measured> measured, Map<String, PairedLatency> cases, Limits limits) {
    List<Change> few =
        measured.stream()
            .filter(each -> each.reason() == null)
            .map(Measured::change)
            .filter(Objects::nonNull)
            .toList();
    Tails tails = new Tails(few, List.copyOf(cases.values()));
    measured.forEach(each -> decided.add(decided(each, tails)));
    cases.forEach(
        (root, change) ->
            ofCases.add(
                new OfCases(root, figure(PairedLatency.NAME, change, limits, tails.of(change)))));
  }

  private static Decided decided(Measured of, Tails tails) {
    Criterion criterion = of.criterion();
    String service = Objects.requireNonNull(criterion.service());
    String name = criterion.quantity().figure();
    Change change = of.change();
    RoundFigure rounds = of.figure();
    if (change == null || rounds == null) {
      return new Decided(criterion, service, Figure.unmeasured(name), of.reason(), false);
    }
    Figure figure = figure(name, change, criterion.limits(), tails.of(change));
    String reason = of.reason() == null ? failing(of, figure) : of.reason();
    Double most = criterion.most();
    return new Decided(
        criterion,
        service,
        of.reason() != null
            ? figure.with(Word.OTHER_MIX)
            : reason != null ? figure.with(Word.UNCLEAR) : figure,
        reason,
        most == null ? rounds.doBlocksAgree() : rounds.areAllAbove(most));
  }

  /** What fails has no time, or a short one: so that more fail must not pass for no slower. */
  private static @Nullable String failing(Measured of, Figure figure) {
    RoundFigure errors = of.errors();
    if (errors == null || figure.word() == Word.WORSE) {
      return null;
    }
    Change rate = errors.change();
    return rate.word(of.criterion().limits(), Tails.FOR_THE_FEW) == Word.WORSE
        ? "the error rate went from %s to %s %%, and what fails does not take its time"
            .formatted(percent(rate.before()), percent(rate.after()))
        : null;
  }

  private static String percent(double rate) {
    BigDecimal percent = Rounded.decimal(100 * rate);
    return percent == null
        ? "?"
        : percent.round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  private static Figure figure(String name, Change change, Limits limits, double tail) {
    return Figure.of(name, change, change.word(limits, tail), limits, tail);
  }
}
