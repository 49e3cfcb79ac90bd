package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.RoundFigures.RoundPair;
import io.spanline.experiments.compare.Shift;
import io.spanline.experiments.experiment.verdict.Verdict.Share;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How much of an injected delay those who asked waited for: by how much a case's response is later,
 * to by how much its calls on the target are. Below 1 if other work goes on meanwhile, above 1 if
 * calls are made again.
 */
final class PassedOn {
  private final List<RoundPair> blocks;
  private final List<TargetCalls.OfBlock> calls;

  PassedOn(List<RoundPair> blocks, List<TargetCalls.OfBlock> calls) {
    this.blocks = blocks;
    this.calls = calls;
  }

  /** By service, ascending; of those that have such cases in each block. */
  List<Share> shares() {
    SortedSet<String> services = new TreeSet<>();
    blocks.forEach(block -> block.healthy().forEach(line -> services.add(line.service())));
    List<Share> shares = new ArrayList<>();
    for (String service : services) {
      List<List<Double>> ratios = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        ratios.add(ratios(blocks.get(i), calls.get(i).gapNanos(), service));
      }
      if (ratios.stream().noneMatch(List::isEmpty)) {
        Shift share = Shift.ofShares(ratios);
        shares.add(
            new Share(
                service,
                ratios.stream().mapToLong(List::size).sum(),
                share.centre(),
                share.low(),
                share.high()));
      }
    }
    return shares;
  }

  private static List<Double> ratios(RoundPair block, Map<TraceId, Double> delays, String service) {
    Map<TraceId, Long> healthy = nanos(block.healthy(), service);
    Map<TraceId, Long> faulty = nanos(block.faulty(), service);
    List<Double> ratios = new ArrayList<>();
    delays.forEach(
        (original, delay) -> {
          Long before = healthy.get(original);
          Long after = faulty.get(original);
          if (before != null && after != null && delay != 0) {
            ratios.add((after - before) / delay);
          }
        });
    return ratios;
  }

  /** Of the case's first whole answer; without one, no entry. */
  private static Map<TraceId, Long> nanos(List<ReplayLine> round, String service) {
    Map<TraceId, Long> nanos = new HashMap<>();
    for (ReplayLine line : round) {
      Long response = line.moments().responseNanos();
      if (line.service().equals(service)
          && line.isSent()
          && line.isAnswered()
          && response != null) {
        nanos.putIfAbsent(line.original(), response);
      }
    }
    return nanos;
  }
}
