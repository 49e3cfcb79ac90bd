package io.spanline.experiments.compare;

import io.spanline.captures.baseline.Observations;
import io.spanline.experiments.compare.RoundFigures.OfRoot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures that decide if healthy and faulty rounds had different requests: p95 and error rate
 * of the services that others asked, judged together, with rounds as blocks. A service that was
 * asked for other operations in faulty rounds is not judged.
 */
public final class UnpairedFigures {
  private static final double MILLI = 1e6;

  private UnpairedFigures() {}

  /**
   * Judges the services with most requests, two at most, in ascending order.
   *
   * @param healthy the requests that others sent in each healthy round, in the order of the blocks;
   *     no calls
   * @param faulty likewise
   */
  public static List<OfRoot> of(
      List<Observations> healthy, List<Observations> faulty, Limits limits) {
    Comparison compared = Comparison.of(side(healthy), side(faulty), limits);
    List<OfRoot> figures = new ArrayList<>();
    for (Subject subject : compared.subjects()) {
      if (subject.kind() == Subject.Kind.SERVICE && compared.decides().contains(subject.name())) {
        for (Figure figure : subject.figures()) {
          if (figure.isRate() || figure.name().equals(RoundFigures.P95)) {
            boolean isOfBlocks = agree(subject.name(), figure, healthy, faulty);
            figures.add(new OfRoot(subject.name(), figure, true, isOfBlocks));
          }
        }
      }
    }
    return figures;
  }

  private static Side side(List<Observations> rounds) {
    return Side.of(rounds.toArray(Observations[]::new));
  }

  private static boolean agree(
      String service, Figure figure, List<Observations> healthy, List<Observations> faulty) {
    BigDecimal before = figure.before();
    BigDecimal after = figure.after();
    if (before == null || after == null) {
      return false;
    }
    List<Double> byBlock = new ArrayList<>();
    for (int block = 0; block < healthy.size(); block++) {
      byBlock.add(
          value(figure, faulty.get(block), service) - value(figure, healthy.get(block), service));
    }
    return RoundFigures.agree(after.subtract(before).doubleValue(), byBlock);
  }

  /** As a figure has it; none of a round without requests. */
  private static double value(Figure figure, Observations round, String service) {
    Observations.OfService of = round.services().get(service);
    if (of == null) {
      return Double.NaN;
    }
    if (figure.isRate()) {
      return of.all().outcomes().rate(0, of.all().outcomes().count());
    }
    long[] nanos = of.all().latencies().arrivals();
    return nanos.length == 0 ? Double.NaN : Sample.of(nanos).quantile(RoundFigures.Q95) / MILLI;
  }
}
