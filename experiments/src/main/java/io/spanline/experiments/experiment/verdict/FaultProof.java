package io.spanline.experiments.experiment.verdict;

import io.spanline.experiments.compare.Shift;
import io.spanline.experiments.compare.SignTest;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.verdict.TargetCalls.OfBlock;
import io.spanline.experiments.experiment.verdict.TargetCalls.Tally;
import io.spanline.experiments.experiment.verdict.Verdict.Affected;
import io.spanline.experiments.experiment.verdict.Verdict.Proof;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Whether a fault acted on the calls of its target, by what it does to them. */
final class FaultProof {
  static final String LATENCY = "latency";

  private static final Set<String> SLOWS = Set.of(LATENCY, "bandwidth", "slicer");
  private static final Set<String> FAILS = Set.of("down", "reset_peer", "timeout", "limit_data");
  private static final long LEAST_CALLS = 20;
  private static final double LEAST_FAILED = 0.95;
  private static final double MOST_FAILED_HEALTHY = 0.01;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final double MILLI = 1e6;

  private final FaultAsked fault;
  private final List<OfBlock> blocks;
  private final BigDecimal limitMs;
  private final Tally healthy;
  private final Tally faulty;

  /**
   * Looks at the calls of all blocks.
   *
   * @param limitMs how much slower a call is that counts as slowed, if the fault names no time
   */
  FaultProof(FaultAsked fault, List<OfBlock> blocks, BigDecimal limitMs) {
    this.fault = fault;
    this.blocks = blocks;
    this.limitMs = limitMs;
    this.healthy = sum(OfBlock::healthy);
    this.faulty = sum(OfBlock::faulty);
  }

  private Tally sum(Function<OfBlock, Tally> side) {
    return blocks.stream().map(side).reduce(new Tally(0, 0), Tally::and);
  }

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
    long leftOut = total(OfBlock::leftOut);
    String edges = Words.edges(fault.edges());
    return leftOut == 0
        ? "%s calls went through %s, it takes %s".formatted(calls, edges, LEAST_CALLS)
        : "of %s calls through %s %s are of requests that fail in every healthy round, which show"
                .formatted(calls + leftOut, edges, leftOut)
            + " nothing; it takes %s others".formatted(LEAST_CALLS);
  }

  private long total(ToLongFunction<OfBlock> of) {
    return blocks.stream().mapToLong(of).sum();
  }

  private Proof ofFailures() {
    String reason;
    if (healthy.failed() > MOST_FAILED_HEALTHY * healthy.calls()) {
      reason =
          "%s of %s calls failed in healthy rounds, more than 1 %%"
              .formatted(healthy.failed(), healthy.calls());
    } else if (fault.toxicity() < 1) {
      reason = unshownOfSome();
    } else {
      reason = firstOfBlocks(this::unshownFailures);
    }
    return proof(
        null,
        new Affected(healthy.calls(), healthy.failed()),
        new Affected(faulty.calls(), faulty.failed()),
        reason);
  }

  /** Why the first block that does not show the fault does not; null if all show it. */
  private @Nullable String firstOfBlocks(Function<OfBlock, @Nullable String> unshown) {
    for (int i = 0; i < blocks.size(); i++) {
      String reason = unshown.apply(blocks.get(i));
      if (reason != null) {
        return "in block %s %s".formatted(i + 1, reason);
      }
    }
    return null;
  }

  private @Nullable String unshownFailures(OfBlock block) {
    Tally of = block.faulty();
    if (of.calls() == 0) {
      return "no call went through %s in the faulty round".formatted(Words.edges(fault.edges()));
    }
    return of.failed() >= LEAST_FAILED * of.calls()
        ? null
        : "%s of %s calls failed in the faulty round, fewer than 95 %%"
            .formatted(of.failed(), of.calls());
  }

  private @Nullable String unshownOfSome() {
    long onlyHealthy = total(OfBlock::onlyHealthy);
    long onlyFaulty = total(OfBlock::onlyFaulty);
    if (faulty.calls() > 0 && faulty.failed() == faulty.calls()) {
      return "all %s calls failed in faulty rounds, where some were not to"
          .formatted(faulty.calls());
    }
    return SignTest.isShown(onlyFaulty, onlyHealthy)
        ? null
        : "%s cases failed only in the faulty round of a block, %s only in the healthy one"
            .formatted(onlyFaulty, onlyHealthy);
  }

  /** On some connections only: how many depends on how callers keep them. */
  private Proof ofSome() {
    BigDecimal asked = asked();
    BigDecimal bar = asked == null ? limitMs : asked.divide(TWO);
    double nanos = bar.doubleValue() * MILLI;
    List<Double> all = blocks.stream().flatMap(each -> each.gapNanos().values().stream()).toList();
    long slowed = all.stream().filter(each -> each >= nanos).count();
    long quickened = all.stream().filter(each -> -each >= nanos).count();
    boolean isProved = SignTest.isShown(slowed, quickened) && slowed < all.size();
    return proof(
        null,
        new Affected(all.size(), quickened),
        new Affected(all.size(), slowed),
        isProved
            ? null
            : "%s of %s cases were slower by %s ms or more in faulty rounds, %s in healthy ones"
                .formatted(slowed, all.size(), Words.number(bar), quickened));
  }

  private Proof ofAll() {
    List<List<Double>> measured =
        blocks.stream().map(FaultProof::gaps).filter(gaps -> !gaps.isEmpty()).toList();
    if (measured.isEmpty()) {
      return unmeasured(
          "no case has a measured call on %s in both rounds of a block%s"
              .formatted(Words.edges(fault.edges()), failures()));
    }
    BigDecimal asked = asked();
    String reason = firstOfBlocks(block -> unshown(gaps(block), asked));
    return proof(Shift.ofBlocks(measured), null, null, reason == null ? null : reason + failures());
  }

  private static List<Double> gaps(OfBlock block) {
    return List.copyOf(block.gapNanos().values());
  }

  /** Why a block does not show the fault; null if it does. */
  private static @Nullable String unshown(List<Double> gaps, @Nullable BigDecimal asked) {
    if (gaps.isEmpty()) {
      return "no case was measured in both rounds";
    }
    Shift shift = Shift.of(gaps);
    if (asked != null && shift.centre().multiply(TWO).compareTo(asked) < 0) {
      return "calls took %s ms more, less than half of the %s ms asked for"
          .formatted(Words.number(shift.centre()), Words.number(asked));
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
        ofHealthy,
        ofFaulty,
        reason);
  }
}
