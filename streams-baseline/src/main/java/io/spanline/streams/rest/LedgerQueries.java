package io.spanline.streams.rest;

import java.time.InstantSource;

/** Answers what became of every span. */
record LedgerQueries(Tables tables, InstantSource clock) {
  LedgerSummary summary() {
    return LedgerSummary.of(tables.ledger(), clock.instant());
  }
}
