package io.spanline.experiments.experiment.verdict;

import io.spanline.experiments.compare.Shift;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.verdict.TargetCalls.Tally;
import io.spanline.experiments.experiment.verdict.Verdict.Affected;
import io.spanline.experiments.experiment.verdict.Verdict.Proof;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether a fault acted on the calls of its target, by what it does to them. */
abstract sealed class FaultProof permits PairedProof, UnpairedProof {
  static final String LATENCY = "latency";

  private static final Set<String> SLOWS = Set.of(LATENCY, "bandwidth", "slicer");
  private static final Set<String> FAILS = Set.of("down", "reset_peer", "timeout", "limit_data");
  private static final long LEAST_CALLS = 20;
  private static final double LEAST_FAILED = 0.95;
  private static final double MOST_FAILED_HEALTHY = 0.01;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final double MILLI = 1e6;
  private static final int NANO = 6;

  private final FaultAsked fault;
  private final List<Tally> healthyByBlock;
  private final List<Tally> faultyByBlock;
  private final BigDecimal limitMs;
  private final Tally healthy;
  private final Tally faulty;

  /**
   * Looks at the calls of all blocks.
   *
   * @param limitMs how much slower a call is that counts as slowed, if the fault names no time
   */
  FaultProof(
      FaultAsked fault, List<Tally> healthyByBlock, List<Tally> faultyByBlock, BigDecimal limitMs) {
    this.fault = fault;
    this.healthyByBlock = healthyByBlock;
    this.faultyByBlock = faultyByBlock;
    this.limitMs = limitMs;
    this.healthy = sum(healthyByBlock);
    this.faulty = sum(faultyByBlock);
  }

  private static Tally sum(List<Tally> blocks) {
    return blocks.stream().reduce(new Tally(0, 0), Tally::and);
  }

  /** The longest gap of a call in faulty rounds; 0 if none was measured. */
  abstract long longestNanos();

  /** Calls that are in no tally: they fail by themselves, and show nothing. */
  abstract long leftOut();

  /** Whether more failed in faulty rounds than chance explains; the reason if not. */
  abstract @Nullable String unshownOfSome();

  /** What became slower by so much, in healthy rounds and in faulty ones. */
  abstract Slowed slowed(double nanos);

  /** By how much calls took longer in a block, from 0; null if nothing tells. */
  abstract @Nullable Shift shift(int block);

  /** By how much they took longer in all blocks, of which one at least has a shift. */
  abstract Shift shift();

  /**
   * What is slower.
   *
   * @param isShown whether more is in faulty rounds than chance explains, and not all
   * @param what is counted, such as calls
   */
  record Slowed(Affected healthy, Affected faulty, boolean isShown, String what) {}

  static boolean fails(FaultAsked fault) {
    return FAILS.contains(fault.type());
  }

  Proof proof() {
    if (healthy.calls() + faulty.calls() < LEAST_CALLS) {
      return unmeasured(tooFew());
    }
    if (fails(fault)) {
      return ofFailures();
    }
    if (!SLOWS.contains(fault.type())) {
      return unmeasured("no figure of the traces shows that %s acts".formatted(fault.type()));
    }
    return fault.toxicity() < 1 ? ofSome() : ofAll();
  }

  private String tooFew() {
    long calls = healthy.calls() + faulty.calls();
    long leftOut = leftOut();
    String edges = Words.edges(fault.edges());
    return leftOut == 0
        ? "%s calls went through %s, it takes %s".formatted(calls, edges, LEAST_CALLS)
        : "of %s calls through %s %s are of requests that fail in every healthy round, which show"
                .formatted(calls + leftOut, edges, leftOut)
            + " nothing; it takes %s others".formatted(LEAST_CALLS);
  }

  private Proof ofFailures() {
    String reason;
    if (healthy.failed() > MOST_FAILED_HEALTHY * healthy.calls()) {
      reason =
          "%s of %s calls failed in healthy rounds, more than 1 %%"
              .formatted(healthy.failed(), healthy.calls());
    } else if (fault.toxicity() < 1) {
      reason = isAllFailed() ? allFailed() : unshownOfSome();
    } else {
      reason = firstOfBlocks(this::unshownFailures);
    }
    return proof(
        null,
        new Affected(healthy.calls(), healthy.failed()),
        new Affected(faulty.calls(), faulty.failed()),
        reason);
  }

  private boolean isAllFailed() {
    return faulty.calls() > 0 && faulty.failed() == faulty.calls();
  }

  private String allFailed() {
    return "all %s calls failed in faulty rounds, where some were not to".formatted(faulty.calls());
  }

  /** Why the first block that does not show the fault does not; null if all show it. */
  private @Nullable String firstOfBlocks(IntFunction<@Nullable String> unshown) {
    for (int i = 0; i < healthyByBlock.size(); i++) {
      String reason = unshown.apply(i);
      if (reason != null) {
        return "in block %s %s".formatted(i + 1, reason);
      }
    }
    return null;
  }

  private @Nullable String unshownFailures(int block) {
    Tally of = faultyByBlock.get(block);
    if (of.calls() == 0) {
      return "no call went through %s in the faulty round".formatted(Words.edges(fault.edges()));
    }
    return of.failed() >= LEAST_FAILED * of.calls()
        ? null
        : "%s of %s calls failed in the faulty round, fewer than 95 %%"
            .formatted(of.failed(), of.calls());
  }

  /** On some connections only: how many depends on how callers keep them. */
  private Proof ofSome() {
    BigDecimal asked = asked();
    BigDecimal bar = asked == null ? limitMs : asked.divide(TWO);
    Slowed of = slowed(bar.doubleValue() * MILLI);
    return proof(
        null,
        of.healthy(),
        of.faulty(),
        of.isShown()
            ? null
            : "%s of %s %s were slower by %s ms or more in faulty rounds, %s in healthy ones"
                .formatted(
                    of.faulty().affected(),
                    of.faulty().calls(),
                    of.what(),
                    Words.asked(bar),
                    of.healthy().affected()));
  }

  private Proof ofAll() {
    if (IntStream.range(0, healthyByBlock.size()).allMatch(block -> shift(block) == null)) {
      return unmeasured(
          "no calls on %s were measured that can be compared in a block%s"
              .formatted(Words.edges(fault.edges()), failures()));
    }
    BigDecimal asked = asked();
    String reason = firstOfBlocks(block -> unshown(shift(block), asked));
    return proof(shift(), null, null, reason == null ? null : reason + failures());
  }

  /** Why a block does not show the fault; null if it does. */
  private static @Nullable String unshown(@Nullable Shift shift, @Nullable BigDecimal asked) {
    if (shift == null) {
      return "no calls were measured that can be compared";
    }
    if (asked != null && shift.centre().multiply(TWO).compareTo(asked) < 0) {
      return "calls took %s ms more, less than half of the %s ms asked for"
          .formatted(Words.number(shift.centre()), Words.asked(asked));
    }
    return shift.isAboveZero()
        ? null
        : "calls are not shown to take longer: %s ms more (%s)"
            .formatted(Words.number(shift.centre()), Words.interval(shift.low(), shift.high()));
  }

  /** Who gave up waiting did not measure. */
  private String failures() {
    return faulty.failed() == 0
        ? ""
        : "; %s of %s calls failed in faulty rounds".formatted(faulty.failed(), faulty.calls());
  }

  private @Nullable BigDecimal asked() {
    Long millis = fault.attributes().get(LATENCY);
    return fault.type().equals(LATENCY) && millis != null ? BigDecimal.valueOf(millis) : null;
  }

  private Proof unmeasured(String reason) {
    return proof(null, null, null, Objects.requireNonNull(reason));
  }

  private Proof proof(
      @Nullable Shift shift,
      @Nullable Affected ofHealthy,
      @Nullable Affected ofFaulty,
      @Nullable String reason) {
    return new Proof(
        reason == null,
        healthy.calls() + faulty.calls(),
        asked(),
        shift == null ? null : shift.centre(),
        shift == null ? null : shift.low(),
        shift == null ? null : shift.high(),
        shift == null ? null : (Long) faulty.failed(),
        shift == null ? null : (Long) healthy.failed(),
        shift == null ? null : BigDecimal.valueOf(longestNanos(), NANO),
        ofHealthy,
        ofFaulty,
        reason);
  }
}
