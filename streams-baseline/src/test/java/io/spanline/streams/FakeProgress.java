package io.spanline.streams;

import io.spanline.streams.assembly.InputLog;
import io.spanline.streams.assembly.InputProgress;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/** Time and lag as a test sets them. */
final class FakeProgress implements InputProgress {
  private boolean caughtUp = true;
  private long nanoTime = 1;
  private Instant now;

  FakeProgress(Instant now) {
    this.now = now;
  }

  void lags() {
    caughtUp = false;
  }

  void catchesUp() {
    caughtUp = true;
  }

  void passes(Duration time) {
    nanoTime += time.toNanos();
    now = now.plus(time);
  }

  @Override
  public boolean caughtUp(TopicPartition partition) {
    return caughtUp;
  }

  /** A harness starts once. */
  @Override
  public InputLog log() {
    return (partition, from, to, reader) -> {
      throw new IllegalStateException("nothing of %s is to be read again".formatted(partition));
    };
  }

  @Override
  public long nanoTime() {
    return nanoTime;
  }

  Instant now() {
    return now;
  }

  @Override
  public long nowMillis() {
    return now.toEpochMilli();
  }
}
