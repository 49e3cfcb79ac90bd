package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Traces;
import io.spanline.settings.Catalogue.Guarantee;
import io.spanline.topic.Ledger;
import org.junit.jupiter.api.Test;

class AccountCheckTest {
  private final PartitionAccount account = ofFiveReceivedAndOneEmitted();

  @Test
  void leavesAnAccountThatBalances() {
    new AccountCheck(Guarantee.AT_LEAST_ONCE).run(account, 4);

    assertThat(spans(4)).isEqualTo(new Ledger.Spans(5, 1, 0, 0, 0, 4));
  }

  @Test
  void countsAsEmittedWhatIsNotOpenAnyMore() {
    new AccountCheck(Guarantee.AT_LEAST_ONCE).run(account, 1);

    assertThat(spans(1)).isEqualTo(new Ledger.Spans(5, 4, 0, 0, 0, 1));
  }

  @Test
  void countsAsReceivedWhatIsOpenBesides() {
    new AccountCheck(Guarantee.AT_LEAST_ONCE).run(account, 6);

    assertThat(spans(6)).isEqualTo(new Ledger.Spans(7, 1, 0, 0, 0, 6));
  }

  @Test
  void hidesNothingUnderExactlyOnce() {
    new AccountCheck(Guarantee.EXACTLY_ONCE).run(account, 1);

    assertThat(spans(1)).isEqualTo(new Ledger.Spans(5, 1, 0, 0, 0, 1));
  }

  private Ledger.Spans spans(long open) {
    return account.ledger(open, 0).spans();
  }

  private static PartitionAccount ofFiveReceivedAndOneEmitted() {
    PartitionAccount sums = new PartitionAccount(Rules.accountStore(), 0);
    sums.recordDecoded(new Intake.DecodedRecord(Traces.spansOfACallsBCallsC("t1"), 0, false));
    sums.spansEmitted(1);
    return sums;
  }
}
