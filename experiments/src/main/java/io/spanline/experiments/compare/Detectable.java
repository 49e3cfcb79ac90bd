package io.spanline.experiments.compare;

import io.spanline.captures.DamagedFileException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The smallest changes that a comparison of a side with another run like it finds in 8 of 10 cases,
 * known before that run: those of the side compared with itself.
 *
 * @param side what it was called
 * @param paired whether the side is a replay, to be compared request by request
 * @param withItself of its figures only {@code smallest} and {@code needed} say anything
 */
public record Detectable(String side, boolean paired, Limits limits, Comparison withItself) {
  /** Those of a baseline or capture. */
  public static Detectable of(String name, Side side, Limits limits) {
    return new Detectable(name, false, limits, Comparison.of(side, side, limits));
  }

  /**
   * Those of a replay. How much a request differs from itself is not known before it is sent again:
   * each is compared with another one of its operation, which as a rule differs more.
   *
   * @throws DamagedFileException naming the first line that is none
   */
  public static Detectable ofReplay(String name, Path replay, Limits limits) throws IOException {
    PairJudgement judgement = new PairJudgement(PairedReplays.ofOne(replay), limits);
    return new Detectable(name, true, limits, judgement.comparison());
  }
}
