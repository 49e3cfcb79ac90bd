package io.spanline.bench.verdict;

import io.spanline.bench.verdict.VerdictResult.ErrorRow;
import io.spanline.bench.verdict.VerdictResult.FalseAlarms;
import io.spanline.bench.verdict.VerdictResult.Found;
import io.spanline.bench.verdict.VerdictResult.Row;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Compares made-up sides of which it is known whether they differ. */
public final class VerdictBench {
  static final List<Integer> SAMPLES = List.of(30, 100, 300, 1_000);

  // Nothing below 1.2 is ever called worse, and 1.2 itself in half of the trials at most.
  private static final List<Double> FACTORS = List.of(1.2, 1.27, 1.35, 1.5, 1.7, 2.0, 3.0);
  private static final double OFTEN = 0.8;
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
   * @param trials of equal sides, at least 1; each factor has a quarter of them
   * @param step called {@link #steps} times
   */
  public VerdictBench(long seed, int trials, Runnable step) {
    this.seed = seed;
    this.trials = trials;
    this.effectTrials = Math.max(1, trials / 4);
    this.step = step;
  }

  /** How often a run says that it has come further. */
  public static int steps() {
    return (Shape.values().length * (1 + FACTORS.size()) + Errors.values().length) * SAMPLES.size();
  }

  /** Runs every trial of every row. */
  public VerdictResult run() {
    List<Row> rows = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      for (int samples : SAMPLES) {
        rows.add(row(new Setting(shape, samples, seed)));
      }
    }
    return new VerdictResult(seed, trials, effectTrials, rows, errorRows());
  }

  private List<ErrorRow> errorRows() {
    List<ErrorRow> rows = new ArrayList<>();
    for (Errors errors : Errors.values()) {
      for (int samples : SAMPLES) {
        double share = errors.falseAlarms(samples, seed, trials);
        rows.add(new ErrorRow(errors, true, samples, share));
        step.run();
      }
    }
    return rows;
  }

  private Row row(Setting setting) {
    FalseAlarms falseAlarms = falseAlarms(setting, trials);
    step.run();
    List<Found> found = new ArrayList<>();
    for (double factor : FACTORS) {
      found.add(found(setting, factor, effectTrials));
      step.run();
    }
    return new Row(
        setting.shape(),
        setting.shape().isJudged(),
        setting.samples(),
        falseAlarms,
        found,
        smallest(found, Found::p50),
        smallest(found, Found::p95));
  }

  static FalseAlarms falseAlarms(Setting setting, int trials) {
    Map<Question, Double> shares = setting.shares(OF_EQUAL_SIDES, 1, trials);
    return new FalseAlarms(
        shares.getOrDefault(Question.IS_ANY_WORSE, 0.0),
        shares.getOrDefault(Question.IS_ANY_WORSE_BY_RATIO, 0.0),
        shares.getOrDefault(Question.IS_ANY_WORSE_BY_RANKS, 0.0));
  }

  static Found found(Setting setting, double factor, int trials) {
    Map<Question, Double> shares = setting.shares(OF_A_SLOWER_ROOT, factor, trials);
    return new Found(
        factor,
        shares.getOrDefault(Question.IS_P50_OF_ROOT_WORSE, 0.0),
        shares.getOrDefault(Question.IS_P95_OF_ROOT_WORSE, 0.0),
        shares.getOrDefault(Question.IS_ROOT_WORSE_BY_RATIO, 0.0),
        shares.getOrDefault(Question.IS_ROOT_WORSE_BY_RANKS, 0.0));
  }

  /**
   * The factor that is found in 80 % of trials, between two that were tried, on the scale of
   * logarithms, to two decimals; null if none is.
   */
  static @Nullable Double smallest(List<Found> found, ToDoubleFunction<Found> share) {
    for (int i = 1; i < found.size(); i++) {
      double above = share.applyAsDouble(found.get(i));
      if (above >= OFTEN) {
        double below = share.applyAsDouble(found.get(i - 1));
        double part = below >= OFTEN ? 0 : (OFTEN - below) / (above - below);
        double from = StrictMath.log(found.get(i - 1).factor());
        double to = StrictMath.log(found.get(i).factor());
        return Math.round(100 * StrictMath.exp(from + part * (to - from))) / 100.0;
      }
    }
    return null;
  }
}
