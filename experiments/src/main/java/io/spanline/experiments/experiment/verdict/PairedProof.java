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
  long leftOut() {
    return total(OfBlock::leftOut);
  }

  @Override
  @Nullable String unshownOfSome() {
    long onlyHealthy = total(OfBlock::onlyHealthy);
    long onlyFaulty = total(OfBlock::onlyFaulty);
    return SignTest.isShown(onlyFaulty, onlyHealthy)
        ? null
        : "%s cases failed only in the faulty round of a block, %s only in the healthy one"
            .formatted(onlyFaulty, onlyHealthy);
  }

  @Override
  Slowed slowed(double nanos) {
    List<Double> all = blocks.stream().flatMap(each -> each.gapNanos().values().stream()).toList();
    long slowed = all.stream().filter(each -> each >= nanos).count();
    long quickened = all.stream().filter(each -> -each >= nanos).count();
    return new Slowed(
        new Affected(all.size(), quickened),
        new Affected(all.size(), slowed),
        SignTest.isShown(slowed, quickened) && slowed < all.size(),
        "cases");
  }

  @Override
  @Nullable Shift shift(int block) {
    List<Double> gaps = gaps(blocks.get(block));
    return gaps.isEmpty() ? null : Shift.of(gaps);
  }

  @Override
  Shift shift() {
    return Shift.ofBlocks(
        blocks.stream().map(PairedProof::gaps).filter(gaps -> !gaps.isEmpty()).toList());
  }

  private static List<Double> gaps(OfBlock block) {
    return List.copyOf(block.gapNanos().values());
  }
}
