package io.spanline.cli.client;

/**
 * The ledger held against the Collector's counters, which move while traffic runs: the Collector is
 * asked before the ledger and after it, and what the ledger has must lie between.
 *
 * @param sentBefore spans that the Collector had sent to Kafka before the ledger was asked
 * @param account the ledger
 * @param collector the counters after it
 */
public record LedgerMatch(long sentBefore, Ledgers.Account account, CollectorCounters collector) {
  /** Spans that had been sent and are not in the ledger: on their way, or lost. */
  public long missing() {
    return Math.max(0, sentBefore - account.received());
  }

  /**
   * Spans in the ledger that the Collector does not know of: sent by others, sent again, or before
   * the Collector's last start, when its counters began anew.
   */
  public long unknown() {
    return Math.max(0, account.received() - collector.sentToKafka());
  }

  /** Spans sent while the two were asked, which the ledger need not have yet. */
  public long underWay() {
    return Math.max(0, collector.sentToKafka() - Math.max(sentBefore, account.received()));
  }

  /** Whether every span that had been sent is in the ledger, and no other. */
  public boolean agrees() {
    return missing() == 0 && unknown() == 0;
  }
}
