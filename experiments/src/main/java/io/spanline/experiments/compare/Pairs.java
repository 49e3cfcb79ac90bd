package io.spanline.experiments.compare;

import io.spanline.captures.DamagedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What changed between two replays of the same requests, request by request: the response time,
 * from when a request was to be sent, and whether it failed. A request that failed on a side counts
 * among errors and has no time. Figures of the two services with most pairs decide. If more than 1
 * % of the requests are left out, no figure is the same, better or not worse: it is unclear then.
 *
 * @param comparison of services, each with its operations
 * @param requests that both replays sent
 * @param leftOut requests that only one of them has, or did not send
 * @param flips answers that differ, most first
 */
public record Pairs(Comparison comparison, long requests, long leftOut, List<Flip> flips) {
  public Pairs {
    flips = List.copyOf(flips);
  }

  /**
   * Compares two replays' files.
   *
   * @throws DamagedFileException naming the first line that is none
   */
  public static Pairs of(Path one, Path other, Limits limits) throws IOException {
    PairedReplays replays = PairedReplays.of(one, other);
    return new Pairs(
        new PairJudgement(replays, limits).comparison(),
        replays.pairs().size(),
        replays.leftOut(),
        Flip.of(replays));
  }
}
