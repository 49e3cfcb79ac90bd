package io.spanline.bench.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.bench.Quantiles;
import io.spanline.bench.replay.PlannerProcess.Planning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bench found.
 *
 * @param oversleep of the bare machine
 * @param rows by rate, then by generator
 * @param memory null if nobody looked
 * @param plannings by size
 */
public record Result(
    Quantiles oversleep, List<Row> rows, @Nullable Memory memory, List<Planning> plannings) {
  public Result {
    rows = List.copyOf(rows);
    plannings = List.copyOf(plannings);
  }

  /**
   * The heap of a long replay.
   *
   * @param early bytes in use when a tenth had been sent
   * @param end bytes in use when all had been sent
   */
  record Memory(
      long requests, @JsonProperty("early_bytes") long early, @JsonProperty("end_bytes") long end) {
    double growth() {
      return (double) end / early - 1;
    }
  }

  @JsonProperty("targets")
  public List<Target> targets() {
    return Target.of(this);
  }

  /** Its own rows with one kind of server. */
  Stream<Row> own(AnswerTimes server) {
    return rows.stream()
        .filter(row -> row.server() == server && row.generator().equals(ReplayerProcess.TITLE));
  }

  /** The row of another generator with the same load. */
  Optional<Row> rival(Row own) {
    return rows.stream()
        .filter(
            row ->
                row.server() == own.server()
                    && row.perSecond() == own.perSecond()
                    && !row.generator().equals(own.generator()))
        .findFirst();
  }
}
