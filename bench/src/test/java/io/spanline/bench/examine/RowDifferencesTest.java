package io.spanline.bench.examine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowDifferencesTest {
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
      SortedMap<RowKey, RowFigures> wanted, SortedMap<RowKey, RowFigures> found) {
    return RowDifferences.differences("the test", wanted, found, Set.of("ours"));
  }

  private static SortedMap<RowKey, RowFigures> rows(RowKey key, long count) {
    SortedMap<RowKey, RowFigures> rows = new TreeMap<>();
    rows.put(key, RowFigures.ofRequests(count, 0, TimeFigures.NONE));
    return rows;
  }
}
