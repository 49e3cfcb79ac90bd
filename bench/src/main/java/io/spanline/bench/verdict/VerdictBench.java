package io.spanline.bench.verdict;

import io.spanline.bench.verdict.Setting.Asked;
import io.spanline.bench.verdict.VerdictResult.EqualRow;
import io.spanline.bench.verdict.VerdictResult.FalseAlarms;
import io.spanline.bench.verdict.VerdictResult.Found;
import io.spanline.bench.verdict.VerdictResult.FoundOfPairs;
import io.spanline.bench.verdict.VerdictResult.PairRow;
import io.spanline.bench.verdict.VerdictResult.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares made-up sides of which it is known whether they differ. */
public final class VerdictBench {
  static final List<Integer> SAMPLES = List.of(30, 100, 300, 1_000);

  private static final List<Shape> OF_PAIRS = List.of(Shape.LOG_NORMAL_HALF, Shape.CORRELATED);
  private static final List<Double> FACTORS_OF_PAIRS = List.of(1.05, 1.2, 1.5);
  private static final Set<Question> OF_EQUAL_SIDES =
      EnumSet.of(
          Question.IS_ANY_WORSE, Question.IS_ANY_WORSE_BY_RATIO, Question.IS_ANY_WORSE_BY_RANKS);
  private static final Set<Question> OF_A_SLOWER_ROOT =
      EnumSet.of(
          Question.IS_P50_OF_ROOT_WORSE,
          Question.IS_P95_OF_ROOT_WORSE,
          Question.IS_ROOT_WORSE_BY_RATIO,
          Question.IS_ROOT_WORSE_BY_RANKS);

  private final long seed;
  private final int trials;
  private final int effectTrials;
  private final Runnable step;

  /**
   * Prepares a run.
   *
   * @param trials of equal sides, at least 1; each factor has a fifth of them
   * @param step called {@link #steps} times
   */
  public VerdictBench(long seed, int trials, Runnable step) {
    this.seed = seed;
    this.trials = trials;
    this.effectTrials = Math.max(1, trials / 5);
    this.step = step;
  }

  /** How often a run says that it has come further. */
  public static int steps() {
    return (Shape.values().length + OF_PAIRS.size()) * SAMPLES.size() + EqualSides.all().size();
  }

  /** Runs every trial of every row. */
  public VerdictResult run() {
    List<Row> rows = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      for (int samples : SAMPLES) {
        rows.add(row(new Setting(shape, Sizes.equal(samples), seed)));
        step.run();
      }
    }
    return new VerdictResult(seed, trials, effectTrials, rows, equalRows(), pairRows());
  }

  private Row row(Setting setting) {
    List<Asked> asked = new ArrayList<>();
    asked.add(new Asked(1, trials, OF_EQUAL_SIDES));
    asked.addAll(slower(Effects.FIRST));
    List<Map<Question, Double>> shares = setting.shares(asked);
    List<Found> found = new ArrayList<>(found(Effects.FIRST, shares.subList(1, shares.size())));
    Collection<Double> further = Effects.further(found);
    found.addAll(found(further, setting.shares(slower(further))));
    found.sort(Comparator.comparingDouble(Found::factor));
    return new Row(
        setting.shape(),
        setting.shape().isJudged(),
        setting.sizes().before(),
        falseAlarms(shares.get(0)),
        found,
        Effects.smallest(found, Found::p50),
        Effects.smallest(found, Found::p95));
  }

  private List<Asked> slower(Collection<Double> factors) {
    return factors.stream()
        .map(factor -> new Asked(factor, effectTrials, OF_A_SLOWER_ROOT))
        .toList();
  }

  private static FalseAlarms falseAlarms(Map<Question, Double> shares) {
    return new FalseAlarms(
        shares.getOrDefault(Question.IS_ANY_WORSE, 0.0),
        shares.getOrDefault(Question.IS_ANY_WORSE_BY_RATIO, 0.0),
        shares.getOrDefault(Question.IS_ANY_WORSE_BY_RANKS, 0.0));
  }

  private static List<Found> found(Collection<Double> factors, List<Map<Question, Double>> shares) {
    List<Found> found = new ArrayList<>();
    int i = 0;
    for (double factor : factors) {
      Map<Question, Double> share = shares.get(i++);
      found.add(
          new Found(
              factor,
              share.getOrDefault(Question.IS_P50_OF_ROOT_WORSE, 0.0),
              share.getOrDefault(Question.IS_P95_OF_ROOT_WORSE, 0.0),
              share.getOrDefault(Question.IS_ROOT_WORSE_BY_RATIO, 0.0),
              share.getOrDefault(Question.IS_ROOT_WORSE_BY_RANKS, 0.0)));
    }
    return found;
  }

  private List<EqualRow> equalRows() {
    List<EqualRow> rows = new ArrayList<>();
    for (EqualSides sides : EqualSides.all()) {
      rows.add(
          new EqualRow(
              sides.words(),
              sides.isJudged(),
              sides.sizes().before(),
              sides.sizes().after(),
              sides.falseAlarms(seed, trials)));
      step.run();
    }
    return rows;
  }

  private List<PairRow> pairRows() {
    List<PairRow> rows = new ArrayList<>();
    for (Shape shape : OF_PAIRS) {
      for (int samples : SAMPLES) {
        rows.add(new PairRow(shape, samples, foundOfPairs(shape, samples)));
        step.run();
      }
    }
    return rows;
  }

  private List<FoundOfPairs> foundOfPairs(Shape shape, int samples) {
    Draws draws = new Draws("PAIRS " + shape, Sizes.equal(samples), seed);
    int[] counts =
        Trials.count(
            effectTrials,
            FACTORS_OF_PAIRS.size(),
            number -> areWorse(new PairTrial(shape, samples, draws.of(number))));
    List<FoundOfPairs> found = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      found.add(new FoundOfPairs(FACTORS_OF_PAIRS.get(i), (double) counts[i] / effectTrials));
    }
    return found;
  }

  private static boolean[] areWorse(PairTrial trial) {
    boolean[] areWorse = new boolean[FACTORS_OF_PAIRS.size()];
    for (int i = 0; i < areWorse.length; i++) {
      areWorse[i] = trial.isFirstWorse(FACTORS_OF_PAIRS.get(i));
    }
    return areWorse;
  }
}
