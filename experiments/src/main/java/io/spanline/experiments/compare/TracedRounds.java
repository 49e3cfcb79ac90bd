package io.spanline.experiments.compare;

import io.spanline.captures.baseline.Observations;
import io.spanline.captures.baseline.Outcomes;
import io.spanline.experiments.compare.RoundFigures.TracePair;
import io.spanline.experiments.compare.Side.Errors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the traces of healthy and faulty rounds say of the requests of a service, or of one of its
 * operations. They are not paired.
 */
final class TracedRounds implements MeasuredRounds {
  private final List<Observations.@Nullable Requests> healthy;
  private final List<Observations.@Nullable Requests> faulty;
  private final @Nullable String mix;

  /**
   * Of the two rounds of each block.
   *
   * @param operation null for all requests of the service
   */
  TracedRounds(List<TracePair> blocks, String service, @Nullable String operation) {
    List<Observations> ofHealthy = blocks.stream().map(TracePair::healthy).toList();
    List<Observations> ofFaulty = blocks.stream().map(TracePair::faulty).toList();
    this.healthy = requests(ofHealthy, service, operation);
    this.faulty = requests(ofFaulty, service, operation);
    Side.Service before = side(ofHealthy).services().get(service);
    Side.Service after = side(ofFaulty).services().get(service);
    this.mix =
        operation != null || before == null || after == null ? null : Mix.difference(before, after);
  }

  private static Side side(List<Observations> rounds) {
    return Side.of(rounds.toArray(Observations[]::new));
  }

  private static List<Observations.@Nullable Requests> requests(
      List<Observations> rounds, String service, @Nullable String operation) {
    return rounds.stream()
        .map(round -> Optional.ofNullable(round.services().get(service)))
        .map(
            of -> of.map(each -> operation == null ? each.all() : each.operations().get(operation)))
        .map(of -> of.orElse(null))
        .toList();
  }

  @Override
  public @Nullable String mix() {
    return mix;
  }

  @Override
  public @Nullable RoundFigure quantile(double q) {
    long[][] before = latencies(healthy);
    long[][] after = latencies(faulty);
    return isEmpty(before) || isEmpty(after) ? null : RoundFigure.ofLatencies(before, after, q);
  }

  private static long[][] latencies(List<Observations.@Nullable Requests> rounds) {
    return rounds.stream()
        .map(round -> round == null ? new long[0] : round.latencies().arrivals())
        .toArray(long[][]::new);
  }

  private static boolean isEmpty(long[][] rounds) {
    return Arrays.stream(rounds).allMatch(round -> round.length == 0);
  }

  @Override
  public @Nullable RoundFigure errors() {
    List<Outcomes> before = outcomes(healthy).toList();
    List<Outcomes> after = outcomes(faulty).toList();
    if (before.isEmpty() || after.isEmpty()) {
      return null;
    }
    Errors one = Errors.of(before);
    Errors other = Errors.of(after);
    return new RoundFigure(
        new RateChange(one.rate(), other.rate(), one.blocks(), other.blocks()),
        rates(healthy),
        rates(faulty),
        bounds(one),
        bounds(other));
  }

  private static Stream<Outcomes> outcomes(List<Observations.@Nullable Requests> rounds) {
    return rounds.stream()
        .filter(Objects::nonNull)
        .map(Observations.Requests::outcomes)
        .filter(of -> of.count() > 0);
  }

  private static List<Double> rates(List<Observations.@Nullable Requests> rounds) {
    return rounds.stream()
        .map(
            round ->
                round == null || round.outcomes().count() == 0
                    ? Double.NaN
                    : round.outcomes().rate(0, round.outcomes().count()))
        .toList();
  }

  private static DoubleFunction<Bounds> bounds(Errors of) {
    return tail -> of.rate().wilson(of.blocks(), tail);
  }
}
