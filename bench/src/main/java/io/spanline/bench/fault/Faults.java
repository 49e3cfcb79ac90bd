package io.spanline.bench.fault;

import io.spanline.bench.fault.RepeatedKill.StateFolder;
import io.spanline.bench.hostile.HostileInputs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of the table, in its order. */
final class Faults {
  private Faults() {}

  /** All of them but row 0. */
  static List<Fault> all(int kills) {
    List<Fault> all =
        new ArrayList<>(
            List.of(
                new RepeatedKill(StateFolder.KEPT, kills),
                // Each waits until a transaction is given up that nobody can end: 10 to 20 s.
                new RepeatedKill(StateFolder.WIPED, kills),
                new Suspension(Suspension.Others.NOBODY),
                new Suspension(Suspension.Others.A_SECOND_INSTANCE),
                new Termination(),
                new BrokerKill(2),
                new LateBroker(),
                new BlackHole(),
                new BadNetwork(),
                new LostAcknowledgement(),
                new QuietTopic(),
                new RefusedOutput()));
    all.addAll(HostileInputs.rows());
    all.sort(Comparator.comparingInt(Fault::number));
    return all;
  }

  /** Those that have to pass before anything is merged. */
  static List<Fault> few(int kills) {
    return List.of(new RepeatedKill(StateFolder.KEPT, kills), new BrokerKill(1));
  }
}
