package io.spanline.bench.hostile;

import io.spanline.bench.fault.Fault;
import java.util.List;

/** Every row whose fault is its input, in the table's order. */
public final class HostileInputs {
  private HostileInputs() {}

  public static List<Fault> rows() {
    return List.of(
        new UnreadableRecords(),
        new OversizeSpans(),
        new WrongTimes(),
        new ManyNames(),
        new Disorder(),
        new Bomb());
  }
}
