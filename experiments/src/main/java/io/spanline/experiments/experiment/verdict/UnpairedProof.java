package io.spanline.experiments.experiment.verdict;

import io.spanline.experiments.compare.MedianShift;
import io.spanline.experiments.compare.Shares;
import io.spanline.experiments.compare.Shares.Share;
import io.spanline.experiments.compare.Shift;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.verdict.TargetCalls.OfRound;
import io.spanline.experiments.experiment.verdict.TargetCalls.Tally;
import io.spanline.experiments.experiment.verdict.Verdict.Affected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The proof by all calls of healthy rounds and all of faulty ones, whosever they are. */
final class UnpairedProof extends FaultProof {
  private final List<OfRound> healthy;
  private final List<OfRound> faulty;

  /** Of the rounds in the order of their blocks. */
  UnpairedProof(FaultAsked fault, List<OfRound> healthy, List<OfRound> faulty, BigDecimal limitMs) {
    super(fault, tallies(healthy), tallies(faulty), limitMs);
    this.healthy = healthy;
    this.faulty = faulty;
  }

  private static List<Tally> tallies(List<OfRound> rounds) {
    return rounds.stream().map(OfRound::tally).toList();
  }

  @Override
  long longestNanos() {
    return faulty.stream()
        .flatMap(round -> round.gapNanos().stream())
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  @Override
  long leftOut() {
    return 0;
  }

  @Override
  @Nullable String unshownOfSome() {
    List<Share> before = failed(healthy);
    List<Share> after = failed(faulty);
    return Shares.isMore(before, after)
        ? null
        : "%s of %s calls failed in faulty rounds, %s of %s in healthy ones, which may be chance"
            .formatted(part(after), of(after), part(before), of(before));
  }

  private static List<Share> failed(List<OfRound> rounds) {
    return rounds.stream()
        .map(round -> new Share(round.tally().calls(), round.tally().failed()))
        .toList();
  }

  private static long of(List<Share> shares) {
    return shares.stream().mapToLong(Share::of).sum();
  }

  private static long part(List<Share> shares) {
    return shares.stream().mapToLong(Share::part).sum();
  }

  /** Slower than the median of the block's healthy round. */
  @Override
  Slowed slowed(double nanos) {
    List<Share> before = new ArrayList<>();
    List<Share> after = new ArrayList<>();
    for (int block = 0; block < healthy.size(); block++) {
      List<Long> own = healthy.get(block).gapNanos();
      if (!own.isEmpty()) {
        double bar = MedianShift.median(own) + nanos;
        before.add(slower(own, bar));
        after.add(slower(faulty.get(block).gapNanos(), bar));
      }
    }
    return new Slowed(
        new Affected(of(before), part(before)),
        new Affected(of(after), part(after)),
        Shares.isMore(before, after) && part(after) < of(after),
        "calls");
  }

  private static Share slower(List<Long> gaps, double bar) {
    return new Share(gaps.size(), gaps.stream().filter(gap -> gap >= bar).count());
  }

  @Override
  @Nullable Shift shift(int block) {
    List<Long> before = healthy.get(block).gapNanos();
    List<Long> after = faulty.get(block).gapNanos();
    return before.isEmpty() || after.isEmpty() ? null : MedianShift.of(before, after);
  }

  @Override
  Shift shift() {
    List<Integer> measured =
        IntStream.range(0, healthy.size()).filter(block -> shift(block) != null).boxed().toList();
    return MedianShift.ofBlocks(
        measured.stream().map(block -> healthy.get(block).gapNanos()).toList(),
        measured.stream().map(block -> faulty.get(block).gapNanos()).toList());
  }
}
