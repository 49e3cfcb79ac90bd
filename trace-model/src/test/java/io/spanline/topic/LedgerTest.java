package io.spanline.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Ledger LEDGER =
      new Ledger(
          3,
          new Ledger.Records(3, 2, 1),
          new Ledger.Spans(9, 1, 2, 0, 1, 2, 3),
          5,
          6,
          Instant.parse("2026-01-01T00:00:00Z"),
          null,
          2);

  @Test
  void readsWhatWasWritten() {
    assertThat(Json.read(Json.write(LEDGER), Ledger.class)).isEqualTo(LEDGER);
    assertThat(LEDGER.balanced()).isTrue();
  }

  @Test
  void readsARecordOfBeforeRepairedAndExpiredSpansAndOpenTracesWereCounted() {
    String json = new String(Json.write(LEDGER), UTF_8);
    String old =
        json.replace("\"repaired\":6,", "")
            .replace("\"expired\":2,", "")
            .replace(",\"openTraces\":2", "");

    Ledger read = Json.read(old.getBytes(UTF_8), Ledger.class);

    assertThat(old).doesNotContain("repaired", "expired", "openTraces");
    assertThat(read.repaired()).isZero();
    assertThat(read.openTraces()).isZero();
    assertThat(read.spans()).isEqualTo(new Ledger.Spans(9, 1, 2, 0, 1, 0, 3));
  }
}
