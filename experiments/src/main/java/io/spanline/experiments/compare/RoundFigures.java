package io.spanline.experiments.compare;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.CasePair.Answer;
import io.spanline.experiments.compare.Judgement.Candidate;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the services that were asked in healthy and faulty rounds, judged together: p95 of
 * the response time and the error rate decide; the response time of the same cases does not. A case
 * that failed in a round counts among errors and has no time, in neither round of its block.
 *
 * <p>Errors come in rounds: a stall of a second fails twenty requests of one round. So the interval
 * of the error rate is at least as wide as the rounds' differences say, whatever the pairs show.
 */
public final class RoundFigures {
  static final String P95 = "p95_ms";
  static final double Q95 = 0.95;
  private static final int MOST_ROOTS = 2;

  /** A healthy and a faulty round of the same cases, each in the order of {@link ReplayLine}. */
  public record RoundPair(List<ReplayLine> healthy, List<ReplayLine> faulty) {
    public RoundPair {
      healthy = List.copyOf(healthy);
      faulty = List.copyOf(faulty);
    }

    private RoundPair of(String service) {
      return new RoundPair(only(healthy, service), only(faulty, service));
    }

    private static List<ReplayLine> only(List<ReplayLine> lines, String service) {
      return lines.stream().filter(line -> line.service().equals(service)).toList();
    }

    /** By the captured trace: cases that both rounds sent. */
    private Map<TraceId, CasePair> pairs() {
      Map<TraceId, Answer> again = new LinkedHashMap<>();
      for (ReplayLine line : faulty) {
        Answer answer = Answer.of(line);
        if (answer != null) {
          again.putIfAbsent(line.original(), answer);
        }
      }
      Map<TraceId, CasePair> pairs = new LinkedHashMap<>();
      for (ReplayLine line : healthy) {
        Answer before = Answer.of(line);
        Answer after = again.get(line.original());
        if (before != null && after != null) {
          pairs.putIfAbsent(line.original(), new CasePair(before, after));
        }
      }
      return pairs;
    }
  }

  /**
   * A service's figure.
   *
   * @param blocksAgree whether each block shows at least half of what all show; true of a figure
   *     that does not decide
   */
  public record OfRoot(String service, Figure figure, boolean decides, boolean blocksAgree) {}

  private record Measured(Change change, List<Double> byBlock) {
    boolean blocksAgree() {
      return agree(change.after() - change.before(), byBlock);
    }
  }

  /**
   * Whether each block shows at least half of what all show; a block that is no number does not.
   */
  static boolean agree(double ofAll, List<Double> byBlock) {
    double half = ofAll / 2;
    return byBlock.stream().allMatch(each -> half < 0 ? each <= half : each >= half);
  }

  private final Map<String, Map<String, Measured>> measured = new LinkedHashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();

  private RoundFigures(List<RoundPair> blocks, List<String> services) {
    for (String service : services) {
      List<RoundPair> own = blocks.stream().map(block -> block.of(service)).toList();
      Map<String, Measured> figures = figures(own);
      measured.put(service, figures);
      Map<String, Change> changes = new LinkedHashMap<>();
      figures.forEach((name, figure) -> changes.put(name, figure.change()));
      candidates.add(
          new Candidate(
              new Subject(Kind.SERVICE, service, service, null, null, null, null, List.of()),
              changes));
    }
  }

  /**
   * Judges the services with most requests, two at most, in ascending order.
   *
   * @param roots which of them were asked
   */
  public static List<OfRoot> of(List<RoundPair> blocks, Collection<String> roots, Limits limits) {
    List<String> services =
        roots.stream()
            .distinct()
            .sorted()
            .sorted(Comparator.comparingLong((String root) -> -requests(blocks, root)))
            .limit(MOST_ROOTS)
            .sorted()
            .toList();
    return new RoundFigures(blocks, services).judged(limits);
  }

  private static long requests(List<RoundPair> blocks, String service) {
    return blocks.stream()
        .map(block -> block.of(service))
        .mapToLong(block -> block.healthy().size() + block.faulty().size())
        .sum();
  }

  private List<OfRoot> judged(Limits limits) {
    Judgement judgement = new Judgement(candidates, (subject, name) -> decides(name), limits);
    List<OfRoot> judged = new ArrayList<>();
    for (Subject subject : judgement.subjects(bare -> null)) {
      Map<String, Measured> figures = measured.getOrDefault(subject.name(), Map.of());
      for (Figure figure : subject.figures()) {
        Measured of = figures.get(figure.name());
        judged.add(
            new OfRoot(
                subject.name(), figure, decides(figure.name()), of != null && of.blocksAgree()));
      }
    }
    return judged;
  }

  private static boolean decides(String figure) {
    return figure.equals(P95) || figure.equals(Figure.ERROR_RATE);
  }

  private static Map<String, Measured> figures(List<RoundPair> blocks) {
    List<Map<TraceId, CasePair>> byCase = blocks.stream().map(RoundPair::pairs).toList();
    List<List<CasePair>> pairs = byCase.stream().map(block -> List.copyOf(block.values())).toList();
    Map<String, Measured> figures = new LinkedHashMap<>();
    Measured p95 = p95(pairs);
    if (p95 != null) {
      figures.put(P95, p95);
    }
    Measured errors = errors(pairs);
    if (errors != null) {
      figures.put(Figure.ERROR_RATE, errors);
    }
    PairedLatency cases = cases(byCase);
    if (cases != null) {
      figures.put(PairedLatency.NAME, new Measured(cases, List.of()));
    }
    return figures;
  }

  private static @Nullable PairedLatency cases(List<Map<TraceId, CasePair>> blocks) {
    Map<TraceId, List<CasePair>> cases = new LinkedHashMap<>();
    blocks.forEach(
        block ->
            block.forEach(
                (original, pair) ->
                    cases.computeIfAbsent(original, key -> new ArrayList<>()).add(pair)));
    return PairedLatency.ofCases(cases.values());
  }

  private static @Nullable Measured p95(List<List<CasePair>> blocks) {
    long[][] healthy = times(blocks, CasePair::before);
    long[][] faulty = times(blocks, CasePair::after);
    if (Arrays.stream(healthy).allMatch(round -> round.length == 0)) {
      return null;
    }
    List<Double> byBlock = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      byBlock.add(p95(faulty[i]) - p95(healthy[i]));
    }
    return new Measured(new LatencyChange(Sample.of(healthy), Sample.of(faulty), Q95), byBlock);
  }

  private static double p95(long[] round) {
    return round.length == 0 ? Double.NaN : Sample.of(round).quantile(Q95);
  }

  /** Response times of one side of each block, of cases that failed on neither: as many of both. */
  private static long[][] times(List<List<CasePair>> blocks, Function<CasePair, Answer> side) {
    return blocks.stream()
        .map(
            pairs ->
                pairs.stream()
                    .filter(CasePair::isTimed)
                    .map(pair -> side.apply(pair).nanos())
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue)
                    .toArray())
        .toArray(long[][]::new);
  }

  private static @Nullable Measured errors(List<List<CasePair>> blocks) {
    List<CasePair> all = blocks.stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      return null;
    }
    return new Measured(
        PairedErrors.ofRounds(blocks), blocks.stream().map(RoundFigures::errorsMore).toList());
  }

  /** Nothing of a block without pairs, which agrees with nothing. */
  private static double errorsMore(List<CasePair> block) {
    return block.isEmpty() ? Double.NaN : PairedErrors.difference(block);
  }
}
