package io.spanline.bench.speed;

import java.io.IOException;

/** A row of the table: something that takes a topic. */
interface Contestant {
  String title();

  Role role();

  /** Takes all of the scene's topic in a new process. */
  Drain drain(SpeedScene scene) throws IOException;
}
