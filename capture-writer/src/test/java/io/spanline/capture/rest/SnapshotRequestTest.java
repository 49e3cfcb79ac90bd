package io.spanline.capture.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.SnapshotOrder;
import io.spanline.capture.store.ExistingBaseline;
import io.spanline.file.BaselineName;
import io.spanline.file.TimeRange;
import io.spanline.rest.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotRequestTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void theLastSecondsEndNow() {
    SnapshotOrder order = new SnapshotRequest(null, null, null, null, 60L, null).order(NOW);

    assertThat(order)
        .isEqualTo(
            new SnapshotOrder(
                BaselineName.NORMAL,
                null,
                new TimeRange(NOW.minusSeconds(60), NOW),
                ExistingBaseline.KEEP));
  }

  @Test
  void takesARangeOfAnyOffset() {
    SnapshotOrder order =
        new SnapshotRequest(
                "peak", "a label", "2026-11-22T12:30:00+01:00", "2026-11-22T12:00:00Z", null, true)
            .order(NOW);

    assertThat(order.range().from()).isEqualTo(Instant.parse("2026-11-22T11:30:00Z"));
    assertThat(order.existing()).isEqualTo(ExistingBaseline.REPLACE);
    assertThat(order.baseline()).hasToString("peak");
  }

  @Test
  void takesTheWholeRetention() {
    SnapshotOrder last = new SnapshotRequest(null, null, null, null, 86_400L, null).order(NOW);
    String from = last.range().from().toString();

    SnapshotOrder order =
        new SnapshotRequest(null, null, from, NOW.toString(), null, null).order(NOW);

    assertThat(order.range()).isEqualTo(last.range());
  }

  @ParameterizedTest
  @CsvSource({
    ", , , 400, no time range",
    ", 2026-11-22T11:00:00Z, , 400, no time range",
    ", , 2026-11-22T11:00:00Z, 400, no time range",
    "5, 2026-11-22T11:00:00Z, , 400, not both",
    "0, , , 422, last_seconds must be 1 to 86400",
    "-1, , , 422, last_seconds must be 1 to 86400",
    "86401, , , 422, last_seconds must be 1 to 86400",
    ", noon, 2026-11-22T11:00:00Z, 400, from must be a time",
    ", 2026-11-22T11:00:00Z, 11:30, 400, to must be a time",
    ", 2026-11-22T11:00:00Z, 2026-11-22T11:00:00Z, 422, range is empty",
    ", 2026-11-22T11:00:00Z, 2026-11-22T10:00:00Z, 422, range is empty",
    ", 2026-11-22T11:00:00Z, 2026-11-22T12:00:03Z, 422, is in the future",
    ", 2026-11-20T11:00:00Z, 2026-11-20T12:00:00Z, 422, traces are kept for 24 h",
    ", 2026-11-21T11:59:59.999Z, 2026-11-22T12:00:00Z, 422, ask from 2026-11-21T12:00:00Z on",
    ", 1970-01-01T00:00:00.999Z, 2026-11-22T12:00:00Z, 422, is too long ago",
    ", -999999999-01-01T00:00:00Z, 2026-11-22T12:00:00Z, 422, is too long ago",
    ", 2026-11-22T11:00:00Z, +999999999-01-01T00:00:00Z, 422, is in the future"
  })
  void refusesARangeThatHoldsNothing(
      Long lastSeconds, String from, String to, int status, String detail) {
    SnapshotRequest request = new SnapshotRequest(null, null, from, to, lastSeconds, null);

    assertThatThrownBy(() -> request.order(NOW))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(status))
        .hasMessageContaining(detail);
  }

  @Test
  void refusesALabelThatWouldBreakALine() {
    SnapshotRequest request = new SnapshotRequest(null, "a\nb", null, null, 60L, null);

    assertThatThrownBy(() -> request.order(NOW)).hasMessageContaining("label must have");
  }
}
