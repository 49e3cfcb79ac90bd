package io.spanline.streams.rest;

import io.spanline.api.LedgerSummary;
import java.time.InstantSource;

/** Answers what became of every span. */
record LedgerQueries(Tables tables, InstantSource clock) {
  LedgerSummary summary() {
    return LedgerSummary.of(tables.ledger(), clock.instant());
  }
}
