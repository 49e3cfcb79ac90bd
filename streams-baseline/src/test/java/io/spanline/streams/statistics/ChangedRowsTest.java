package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.statistics.CallTally;
import io.spanline.statistics.StatisticsSubject.Edge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedRowsTest {
  private static final int ROWS = 12_000;
  private static final int SECONDS = 10;

  private final ChangedRows changed = new ChangedRows(Row.Queue.TO_BE_STORED);
  private final List<Row> taken = new ArrayList<>();

  @Test
  void takesAllInTheTimeThatNoneMayStayFor() {
    addAll(0);

    for (int second = 1; second <= SECONDS; second++) {
      takeASecond();

      assertThat(taken).hasSize(second * ROWS / SECONDS);
    }
  }

  @Test
  void takesEachInThatTimeWhileOthersCome() {
    addAll(0);
    for (int second = 1; second <= 2 * SECONDS; second++) {
      addAll(second);
      takeASecond();
    }

    assertThat(taken.subList(0, ROWS))
        .allMatch(row -> row.key().windowStartMillis() == 0)
        .doesNotHaveDuplicates();
    assertThat(changed.oldestChunk()).isGreaterThan(SECONDS);
  }

  @Test
  void takesSlowlyAgainOnceThereWasNone() {
    addAll(0);
    changed.takeInPace(10_000, 10_000, taken::add);
    taken.clear();
    changed.add(row("few", 0), new ChangedRows.Since(0, 0, 0));
    changed.add(row("rows", 0), new ChangedRows.Since(0, 0, 0));

    takeASecond();

    assertThat(taken).hasSize(1);
  }

  @Test
  void takesARowAgainThatWasTakenOrRemoved() {
    Row row = row("b", 0);
    ChangedRows.Since first = new ChangedRows.Since(1, 0, 0);
    ChangedRows.Since second = new ChangedRows.Since(2, 0, 0);

    assertThat(changed.add(row, first)).isTrue();
    assertThat(changed.add(row, second)).isFalse();
    assertThat(changed.oldest()).isEqualTo(first);
    changed.take(1, taken::add);
    assertThat(changed.add(row, second)).isTrue();
    changed.remove(row);
    assertThat(changed.size()).isZero();
    assertThat(changed.add(row, second)).isTrue();
    changed.removeBefore(1);
    assertThat(changed.size()).isZero();
    assertThat(row.isQueued()).isFalse();
    assertThat(changed.add(row, second)).isTrue();
  }

  private void takeASecond() {
    changed.takeInPace(1_000, 1_000L * SECONDS, taken::add);
  }

  private void addAll(int second) {
    for (int i = 0; i < ROWS; i++) {
      changed.add(row("b" + i, second), new ChangedRows.Since(second, 0, 0));
    }
  }

  private static Row row(String callee, long window) {
    return new Row(new StatisticsKey(new Edge("a", callee), window), new CallTally(), -1);
  }
}
