package io.spanline.bench.replay;

import java.io.IOException;
import java.net.URI;

/** A program that sends requests at given times. */
interface Generator extends AutoCloseable {
  String title();

  /** Sends in a process of its own, to its end. */
  Sent send(Load load, URI target) throws IOException;

  /** Stops what runs. */
  @Override
  void close();
}
