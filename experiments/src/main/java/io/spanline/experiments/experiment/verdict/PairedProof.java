package io.spanline.experiments.experiment.verdict;

import io.spanline.experiments.compare.Shift;
import io.spanline.experiments.compare.SignTest;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.verdict.TargetCalls.OfBlock;
import io.spanline.experiments.experiment.verdict.Verdict.Affected;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The proof by calls of the same cases, in healthy rounds and in faulty ones. */
final class PairedProof extends FaultProof {
  private final List<OfBlock> blocks;

  PairedProof(FaultAsked fault, List<OfBlock> blocks, BigDecimal limitMs) {
    super(
        fault,
        blocks.stream().map(OfBlock::healthy).toList(),
        blocks.stream().map(OfBlock::faulty).toList(),
        limitMs);
    this.blocks = blocks;
  }

  private long total(ToLongFunction<OfBlock> of) {
    return blocks.stream().mapToLong(of).sum();
  }

  @Override
  long longestNanos() {
    return blocks.stream().mapToLong(OfBlock::longestNanos).max().orElse(0);
  }

  @Override
  long leftOut() {
    return total(OfBlock::leftOut);
  }

  @Override
  @Nullable String unshownOfSome() {
    long onlyHealthy = total(OfBlock::onlyHealthy);
    long onlyFaulty = total(OfBlock::onlyFaulty);
    boolean isOfBlocks = isOfBlocks(block -> block.onlyFaulty() - block.onlyHealthy());
    return SignTest.isShown(onlyFaulty, onlyHealthy) && isOfBlocks
        ? null
        : "%s cases failed only in the faulty round of a block, %s only in the healthy one%s"
            .formatted(onlyFaulty, onlyHealthy, isOfBlocks ? "" : ", more of them in one block");
  }

  @Override
  Slowed slowed(double nanos) {
    List<Double> all = blocks.stream().flatMap(each -> each.gapNanosOfACall().stream()).toList();
    long slowed = blocks.stream().mapToLong(block -> slower(block, nanos)).sum();
    long quickened = blocks.stream().mapToLong(block -> slower(block, -nanos)).sum();
    return new Slowed(
        new Affected(all.size(), quickened),
        new Affected(all.size(), slowed),
        SignTest.isShown(slowed, quickened)
            && slowed < all.size()
            && isOfBlocks(block -> slower(block, nanos) - slower(block, -nanos)),
        "cases");
  }

  /** Cases that are slower by so much; if it is below 0, faster. */
  private static long slower(OfBlock block, double nanos) {
    return block.gapNanosOfACall().stream()
        .filter(each -> nanos < 0 ? each <= nanos : each >= nanos)
        .count();
  }

  /** Whether it is not all of one block, as a stall would have it. */
  private boolean isOfBlocks(ToLongFunction<OfBlock> more) {
    return blocks.stream().filter(block -> more.applyAsLong(block) > 0).count() > 1;
  }

  @Override
  @Nullable Shift shift(int block) {
    List<Double> gaps = blocks.get(block).gapNanosOfACall();
    return gaps.isEmpty() ? null : Shift.of(gaps);
  }

  @Override
  Shift shift() {
    return Shift.ofBlocks(
        blocks.stream().map(OfBlock::gapNanosOfACall).filter(gaps -> !gaps.isEmpty()).toList());
  }
}
