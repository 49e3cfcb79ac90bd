package io.spanline.bench.replay;

import java.time.Duration;

/** What a generator is to send, evenly. */
record Load(int perSecond, Duration time) {
  int requests() {
    return Math.toIntExact(perSecond * time.toSeconds());
  }
}
