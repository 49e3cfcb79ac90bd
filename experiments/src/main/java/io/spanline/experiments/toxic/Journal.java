package io.spanline.experiments.toxic;

import io.spanline.topic.ToxicChange;

/** Takes every confirmed change of a toxic; the topic {@code toxics} is one. */
public interface Journal extends AutoCloseable {
  /** A journal that keeps nothing. */
  Journal NONE =
      new Journal() {
        @Override
        public void mustBeReady() {}

        @Override
        public void write(ToxicChange change) {}

        @Override
        public void close() {}
      };

  /**
   * Returns if a change could be written now.
   *
   * @throws io.spanline.clients.ClientException if not; no toxic may be put on then
   */
  void mustBeReady();

  /** Writes a change, or keeps it for the next verb. A removal must not fail because of it. */
  void write(ToxicChange change);

  @Override
  void close();
}
