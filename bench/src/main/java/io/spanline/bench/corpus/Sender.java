package io.spanline.bench.corpus;

/** A program that sends spans by itself, as a row with {@code sender} names it. */
@FunctionalInterface
public interface Sender {
  /** Returns once it has sent all to the Collector and has ended. */
  void send(CorpusStack stack) throws Exception;
}
