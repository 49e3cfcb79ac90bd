package io.spanline.cli.view;

import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.plan.Expectation;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.experiments.experiment.verdict.Verdict;
import io.spanline.experiments.experiment.verdict.Verdict.Decisive;
import io.spanline.experiments.experiment.verdict.Verdict.Proof;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts of an experiment that slowed b->c by 200 ms, as tests want them. */
public record Verdicts(
    Outcome outcome,
    Word p95,
    boolean proved,
    @Nullable BigDecimal recovery,
    @Nullable Expectation expect) {
  private static final BigDecimal DELAY = BigDecimal.valueOf(200);

  public static Verdicts of(Outcome outcome, Word p95) {
    return new Verdicts(outcome, p95, outcome != Outcome.INVALID, BigDecimal.ONE, null);
  }

  Verdicts notRecovered() {
    return new Verdicts(outcome, p95, proved, null, expect);
  }

  Verdicts predicted(Outcome other) {
    return new Verdicts(outcome, p95, proved, recovery, new Expectation(other, "a waits"));
  }

  public Verdict verdict() {
    boolean isDecided = outcome == Outcome.PASS || outcome == Outcome.FAIL;
    return new Verdict(
        Verdict.SCHEMA,
        outcome,
        List.of("b→c was slowed by 200 ms.", "a's p95 went from 40.0 to 240 ms (238–242)."),
        List.of("a reason with a|pipe"),
        new Proof(
            proved,
            400,
            DELAY,
            DELAY,
            DELAY,
            DELAY,
            0L,
            0L,
            DELAY,
            null,
            null,
            proved ? null : "idle"),
        expect,
        expect == null || !isDecided ? null : (Boolean) (expect.outcome() == outcome),
        List.of(
            decisive(latency(p95)), decisive(figure("error_rate", Word.SAME, "0.08", "0.08", "0"))),
        List.of(),
        null,
        new Verdict.Radius(
            List.of("b->c"), List.of("a", "b"), List.of(), List.of(), List.of(), List.of("c")),
        new Verdict.Counts(1200, 1200, 0, 0, 0),
        null,
        recovery,
        List.of(
            new Subject(Kind.SERVICE, "b", "b", 600L, 600L, null, null, List.of(latency(p95)))));
  }

  private static Decisive decisive(Figure figure) {
    return new Decisive("a", null, figure, null, null, null, null);
  }

  private static Figure latency(Word word) {
    return figure("p95_ms", word, "40", "240", "6");
  }

  private static Figure figure(String name, Word word, String before, String after, String change) {
    BigDecimal now = new BigDecimal(after);
    return new Figure(
        name,
        word,
        new BigDecimal(before),
        now,
        now,
        now,
        new BigDecimal(change),
        null,
        null,
        null,
        null);
  }
}
