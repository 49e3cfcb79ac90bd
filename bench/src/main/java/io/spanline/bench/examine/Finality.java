package io.spanline.bench.examine;

import io.spanline.harness.process.WaitedInVain;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Whether every row of the statistics becomes final, and says the same then. */
public final class Finality {
  private static final Duration MORE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private Finality() {}

  /**
   * Waits until the rows of the traffic's services are final.
   *
   * @param lifetime of a trace: a window is final so long after its end
   * @return what is not as it must be
   */
  public static List<String> problems(String bootstrap, PlannedTraffic traffic, Duration lifetime) {
    SortedMap<RowKey, RowFigures> reference = Reference.of(traffic.plan(), traffic.chapters());
    Set<String> services = Reference.services(reference);
    List<String> problems = new ArrayList<>();
    try {
      Waiting.until(
          "not every row of the statistics is final",
          lifetime.plus(MORE),
          () -> {
            Waiting.pause(LOOK);
            return PublishedRows.open(bootstrap, services) == 0;
          });
    } catch (WaitedInVain e) {
      problems.add(
          "%s: %d are not".formatted(e.getMessage(), PublishedRows.open(bootstrap, services)));
    }
    SortedMap<RowKey, RowFigures> rows = PublishedRows.rows(bootstrap, traffic.plan().base());
    List<String> differences =
        RowDifferences.differences("the reference", reference, rows, services);
    if (!differences.isEmpty()) {
      problems.add("%d final rows differ, as %s".formatted(differences.size(), differences.get(0)));
    }
    return problems;
  }
}
