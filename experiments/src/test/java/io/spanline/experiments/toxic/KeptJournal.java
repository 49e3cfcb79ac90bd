package io.spanline.experiments.toxic;

import io.spanline.topic.ToxicChange;
import java.util.List;

/** A journal in memory. */
record KeptJournal(List<ToxicChange> written) implements Journal {
  @Override
  public void mustBeReady() {}

  @Override
  public void write(ToxicChange change) {
    written.add(change);
  }

  @Override
  public void close() {}
}
