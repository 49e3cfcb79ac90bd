package io.spanline.experiments.toxic;

import io.spanline.topic.ToxicChange;

/**
 * The journal of changes at a Toxiproxy that is not the stack's: they name it, since it may have a
 * proxy of the same name.
 *
 * @param api host and port of the Toxiproxy
 */
public record OtherJournal(Journal journal, String api) implements Journal {
  @Override
  public void mustBeReady() {
    journal.mustBeReady();
  }

  @Override
  public void write(ToxicChange change) {
    journal.write(change.of(api));
  }

  @Override
  public void close() {
    journal.close();
  }
}
