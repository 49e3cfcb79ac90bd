package io.spanline.bench.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.bench.Median;
import java.util.List;
import java.util.stream.IntStream;

/** The rounds of one generator with one load. */
record Row(
    String generator,
    AnswerTimes server,
    @JsonProperty("per_second") int perSecond,
    long seconds,
    List<Round> rounds) {
  Row {
    rounds = List.copyOf(rounds);
  }

  /**
   * One round.
   *
   * @param seen what the server had of it
   */
  record Round(Sent sent, SteadyServer.Counts seen) {
    /** Requests that the server had and the generator does not tell of. */
    long hidden() {
      return seen.requests() - sent.counts().sent() - sent.warmUp();
    }
  }

  @JsonProperty("median")
  Sent median() {
    return Sent.median(rounds.stream().map(Round::sent).toList());
  }

  /** Over all rounds. */
  long dropped() {
    return rounds.stream().mapToLong(round -> round.sent().counts().dropped()).sum();
  }

  /** Whether its median round was as punctual as replay has to be. */
  boolean isHeld() {
    return median().lateness().p99() <= Target.MOST_LATENESS_MILLIS && dropped() == 0;
  }

  /** How many times as late as another one, round by round: the median of p99. */
  double timesAsLateAs(Row other) {
    return Median.of(
        IntStream.range(0, rounds.size()).boxed().toList(),
        round -> p99(this, round) / p99(other, round));
  }

  private static double p99(Row row, int round) {
    return row.rounds.get(round).sent().lateness().p99();
  }
}
