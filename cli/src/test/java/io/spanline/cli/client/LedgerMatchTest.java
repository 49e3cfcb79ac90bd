package io.spanline.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.topic.Ledger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerMatchTest {
  @ParameterizedTest
  @CsvSource({
    "100, 100, 100, true, 0, 0, 0",
    "100, 100, 130, true, 0, 0, 30",
    "100, 110, 130, true, 0, 0, 20",
    "100, 130, 130, true, 0, 0, 0",
    "100, 90, 130, false, 10, 0, 30",
    "100, 90, 100, false, 10, 0, 0",
    "100, 131, 130, false, 0, 1, 0",
    "0, 500, 20, false, 0, 480, 0"
  })
  void theLedgerLiesBetweenWhatWasSentBeforeAndAfter(
      long before, long ledger, long after, boolean agrees, long missing, long more, long way) {
    LedgerMatch match =
        new LedgerMatch(
            before,
            new Ledgers.Account(List.of(row(ledger))),
            new CollectorCounters(after, 0, after, 0, 0));

    assertThat(match.agrees()).isEqualTo(agrees);
    assertThat(match.missing()).isEqualTo(missing);
    assertThat(match.unknown()).isEqualTo(more);
    assertThat(match.underWay()).isEqualTo(way);
  }

  private static Ledger row(long received) {
    return new Ledger(
        0,
        new Ledger.Records(1, 1, 0),
        new Ledger.Spans(received, received, 0, 0, 0, 0),
        0,
        Instant.EPOCH);
  }
}
