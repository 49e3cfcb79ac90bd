package io.spanline.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.bench.Median;
import io.spanline.bench.load.Filler.Filled;
import io.spanline.bench.load.Source;
import io.spanline.bench.speed.RestartRun.Restart;
import io.spanline.harness.process.CpuTime;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one run.
 *
 * @param groups of rows, one for each topic
 * @param steady runs at a steady rate
 */
public record SpeedResult(List<Group> groups, List<Steady> steady, @Nullable Restart restart) {
  public SpeedResult {
    groups = List.copyOf(groups);
    steady = List.copyOf(steady);
  }

  /** How many times as many spans a CPU-second the first engine has as the Collector. */
  public double ratioToPeer() {
    Group group = groups.get(0);
    return group.rows().stream()
        .filter(row -> row.role() == Role.ENGINE)
        .flatMapToDouble(row -> group.ratio(row, Role.PEER).stream())
        .findFirst()
        .orElseThrow();
  }

  /** All that took one topic. */
  record Group(String label, Source source, Filled filled, List<Row> rows) {
    public Group {
      rows = List.copyOf(rows);
    }

    /** How many times as many spans a CPU-second a row has as the one of a role, if that ran. */
    OptionalDouble ratio(Row row, Role role) {
      return rows.stream()
          .filter(other -> other.role() == role)
          .mapToDouble(other -> row.perCpuSecond() / other.perCpuSecond())
          .findFirst();
    }
  }

  /** The rounds of one contestant; its figures are their medians. */
  record Row(String title, Role role, List<Drain> rounds) {
    public Row {
      rounds = List.copyOf(rounds);
    }

    @JsonProperty("per_second")
    double perSecond() {
      return Median.of(rounds, Drain::perSecond);
    }

    @JsonProperty("per_cpu_second")
    double perCpuSecond() {
      return Median.of(rounds, Drain::perCpuSecond);
    }

    /** Over all rounds. */
    CpuTime cpu() {
      return rounds.stream().map(Drain::cpu).reduce(CpuTime.NONE, CpuTime::and);
    }

    /** Over all rounds. */
    long early() {
      return rounds.stream().mapToLong(round -> round.besides().early()).sum();
    }

    double writtenBytes() {
      return Median.of(rounds, round -> round.besides().writtenBytes());
    }

    double brokerCpuSeconds() {
      return Median.of(rounds, round -> round.besides().brokerCpuSeconds());
    }

    @JsonProperty("resident_bytes")
    double residentBytes() {
      return Median.of(rounds, Drain::residentBytes);
    }
  }
}
