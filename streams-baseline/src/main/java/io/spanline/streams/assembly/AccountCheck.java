package io.spanline.streams.assembly;

import io.spanline.settings.Catalogue.Guarantee;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the account that a restart found agrees with what is open, and what follows if not. */
final class AccountCheck {
  private static final Logger LOG = LoggerFactory.getLogger(AccountCheck.class);

  private final Guarantee guarantee;

  AccountCheck(Guarantee guarantee) {
    this.guarantee = guarantee;
  }

  /**
   * At-least-once writes the account and what is open without a transaction: a crash may part them,
   * and the account follows. Exactly-once cannot part them: what is wrong stays to be seen.
   */
  void run(PartitionAccount account, long openSpans) {
    long unexplained = account.unexplained(openSpans);
    if (unexplained == 0) {
      return;
    }
    if (guarantee == Guarantee.EXACTLY_ONCE) {
      LOG.atError()
          .addKeyValue("partition", account.partition())
          .addKeyValue("unexplained", unexplained)
          .addKeyValue("open", openSpans)
          .log("the ledger does not balance although it is kept exactly once");
      return;
    }
    account.rebalance(openSpans);
    LOG.atWarn()
        .addKeyValue("partition", account.partition())
        .addKeyValue("unexplained", unexplained)
        .addKeyValue("open", openSpans)
        .log("a crash parted the ledger from what is open: rebalanced");
  }
}
