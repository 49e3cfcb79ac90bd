package io.spanline.bench.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.examine.StatisticsRows.Figures;
import io.spanline.bench.examine.StatisticsRows.RowKey;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatisticsRowsTest {
  private static final RowKey OURS = RowKey.requests("ours", null, Duration.ZERO);
  private static final RowKey THEIRS = RowKey.requests("theirs", null, Duration.ZERO);

  @Test
  void equalRowsDoNotDiffer() {
    assertThat(differences(rows(OURS, 3), rows(OURS, 3))).isEmpty();
  }

  @Test
  void aMissingAnUnequalAndAnUnwantedRowDiffer() {
    assertThat(differences(rows(OURS, 3), new TreeMap<>())).hasSize(1);
    assertThat(differences(rows(OURS, 3), rows(OURS, 4))).hasSize(1);
    assertThat(differences(new TreeMap<>(), rows(OURS, 3))).hasSize(1);
  }

  @Test
  void whatOnlyOtherServicesHaveIsNotLookedAt() {
    assertThat(differences(new TreeMap<>(), rows(THEIRS, 3))).isEmpty();
  }

  private static java.util.List<String> differences(
      SortedMap<RowKey, Figures> wanted, SortedMap<RowKey, Figures> found) {
    return new StatisticsRows(wanted)
        .differences("the test", new StatisticsRows(found), Set.of("ours"));
  }

  private static SortedMap<RowKey, Figures> rows(RowKey key, long count) {
    SortedMap<RowKey, Figures> rows = new TreeMap<>();
    rows.put(key, Figures.ofRequests(count, 0, null));
    return rows;
  }
}
