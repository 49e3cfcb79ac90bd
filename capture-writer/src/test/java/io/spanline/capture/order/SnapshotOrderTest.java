package io.spanline.capture.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.store.ExistingBaseline;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnapshotOrderTest {
  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:01:00Z"));

  @Test
  void isShownWithoutCredentialsInTheCallersTexts() {
    Selection selection =
        new Selection(null, new Selection.Filter("service-a", "GET /x?token=S3CRET", null, null));
    SnapshotOrder order =
        new SnapshotOrder(null, ExistingBaseline.KEEP, "password=hunter2", null, RANGE, selection);

    SnapshotOrder shown = order.shown();

    assertThat(shown.label()).isEqualTo("****");
    assertThat(shown.selection().where().operation()).doesNotContain("S3CRET");
    assertThat(order.selection().where().operation()).contains("S3CRET");
    assertThat(shown.range()).isEqualTo(RANGE);
  }
}
