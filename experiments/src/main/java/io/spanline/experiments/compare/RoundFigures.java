package io.spanline.experiments.compare;

import io.spanline.captures.baseline.Observations;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.Criterion.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The figures that decide an experiment, judged together. Of a service that was asked they are
 * those of its response times, request by request; of another one those of its entry spans.
 */
public final class RoundFigures {
  private static final int MOST_ROOTS = 2;

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

    private long requests(String service) {
      return count(healthy, service) + count(faulty, service);
    }

    private static long count(List<ReplayLine> lines, String service) {
      return lines.stream().filter(line -> line.service().equals(service)).count();
    }
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

  private record Measured(
      Criterion criterion,
      @Nullable RoundFigure figure,
      @Nullable Change change,
      @Nullable String reason) {}

  private final List<RoundPair> blocks;
  private final List<String> roots;
  private final List<Decided> decided = new ArrayList<>();
  private final List<OfCases> ofCases = new ArrayList<>();

  /**
   * Judges them.
   *
   * @param asked services that requests were sent to: those two with most requests count
   * @param limits of the response times of cases
   */
  public RoundFigures(
      List<RoundPair> blocks, Collection<String> asked, List<Criterion> criteria, Limits limits) {
    this.blocks = List.copyOf(blocks);
    this.roots =
        asked.stream()
            .distinct()
            .sorted()
            .sorted(Comparator.comparingLong((String root) -> -requests(root)))
            .limit(MOST_ROOTS)
            .sorted()
            .toList();
    judge(measured(criteria), cases(), limits);
  }

  /** In the order of the criteria, of those without a service by root. */
  public List<Decided> decided() {
    return decided;
  }

  /** By root. */
  public List<OfCases> ofCases() {
    return ofCases;
  }

  private long requests(String service) {
    return blocks.stream().mapToLong(block -> block.requests(service)).sum();
  }

  /** Of two criteria for the same figure that of a named service counts. */
  private List<Measured> measured(List<Criterion> criteria) {
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
    String operation = criterion.operation();
    Quantity quantity = criterion.quantity();
    RoundFigure figure;
    String mix = null;
    if (requests(service) > 0) {
      PairedRounds rounds =
          new PairedRounds(
              blocks,
              line ->
                  line.service().equals(service)
                      && (operation == null || line.operation().equals(operation)));
      figure = quantity == Quantity.ERROR_RATE ? rounds.errors() : rounds.quantile(quantity.q());
    } else {
      TracedRounds rounds =
          new TracedRounds(
              blocks.stream().map(RoundPair::ofHealthy).toList(),
              blocks.stream().map(RoundPair::ofFaulty).toList(),
              service,
              operation);
      figure = quantity == Quantity.ERROR_RATE ? rounds.errors() : rounds.quantile(quantity.q());
      mix = rounds.mix();
    }
    if (figure == null) {
      return new Measured(criterion, null, null, "no block has it in both rounds");
    }
    Double most = criterion.most();
    Change change =
        most == null
            ? figure.change()
            : new Absolute(figure.change(), most, figure.ofBefore(), figure.ofAfter());
    return new Measured(criterion, figure, change, mix);
  }

  private Map<String, PairedLatency> cases() {
    Map<String, PairedLatency> cases = new LinkedHashMap<>();
    for (String root : roots) {
      PairedLatency of = new PairedRounds(blocks, line -> line.service().equals(root)).cases();
      if (of != null) {
        cases.put(root, of);
      }
    }
    return cases;
  }

  private void judge(List<Measured> measured, Map<String, PairedLatency> cases, Limits limits) {
    List<Change> few = measured.stream().map(Measured::change).filter(Objects::nonNull).toList();
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
    Double most = criterion.most();
    return new Decided(
        criterion,
        service,
        of.reason() == null ? figure : figure.with(Word.OTHER_MIX),
        of.reason(),
        most == null ? rounds.doBlocksAgree() : rounds.areAllAbove(most));
  }

  private static Figure figure(String name, Change change, Limits limits, double tail) {
    return Figure.of(name, change, change.word(limits, tail), limits, tail);
  }
}
