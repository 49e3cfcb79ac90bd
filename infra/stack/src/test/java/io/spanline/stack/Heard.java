package io.spanline.stack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it heard, in order. */
public final class Heard implements StackListener {
  public final List<String> lines = new CopyOnWriteArrayList<>();
  public final List<Integer> received = new CopyOnWriteArrayList<>();

  @Override
  public void started(String step, Duration expected) {
    lines.add("started " + step);
  }

  @Override
  public void detail(String step, String line) {
    lines.add(line);
  }

  @Override
  public void received(String step, int percent) {
    received.add(percent);
  }

  @Override
  public void finished(String step, Duration took) {
    lines.add("finished " + step);
  }
}
