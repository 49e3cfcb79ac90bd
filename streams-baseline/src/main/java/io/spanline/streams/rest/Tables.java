package io.spanline.streams.rest;

import io.spanline.statistics.StatisticsRow;
import io.spanline.topic.Ledger;
import java.util.List;
import java.util.function.Consumer;

/** What the published topics say; every instance keeps all of it. */
public interface Tables {

  /**
   * Visits the rows of the statistics, one at a time since all of them may be much memory.
   *
   * @param keyPrefix what their keys start with; empty text visits all
   * @throws NotReadyException while the table is read
   */
  void statistics(String keyPrefix, Consumer<StatisticsRow> visitor);

  /**
   * The account of every partition that has spoken.
   *
   * @throws NotReadyException while the table is read
   */
  List<Ledger> ledger();
}
