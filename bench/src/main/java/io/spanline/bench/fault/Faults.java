package io.spanline.bench.fault;

import io.spanline.bench.fault.StreamsFaults.Others;
import io.spanline.bench.fault.StreamsFaults.StateFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of the table, in its order. */
final class Faults {
  private static final String AGAIN = "goes on where it committed";

  private Faults() {}

  /** All of them but row 0. */
  static List<Fault> all(int kills) {
    List<Fault> all = new ArrayList<>(hostileInputs());
    all.add(killsOfStreams(kills));
    all.add(
        // Each waits until a transaction is given up that nobody can end: 10 to 20 s.
        new Fault(
            2,
            "kill -9, %d times, state folder wiped".formatted(kills),
            AGAIN,
            scene -> StreamsFaults.kill(scene, StateFolder.WIPED, kills)));
    all.add(
        new Fault(
            3,
            "SIGSTOP 60 s, alone",
            "joins again",
            scene -> StreamsFaults.suspend(scene, Others.NOBODY)));
    all.add(
        new Fault(
            3,
            "SIGSTOP 60 s, a second instance there",
            "the second takes over, the first joins again",
            scene -> StreamsFaults.suspend(scene, Others.A_SECOND_INSTANCE)));
    all.add(new Fault(4, "SIGTERM", "ends within 10 s, starts again", StreamsFaults::terminate));
    all.add(killsOfTheBroker(2));
    all.add(
        new Fault(
            6, "started before the broker", "waits, not ready, then runs", BrokerFaults::comeLate));
    all.add(
        new Fault(
            7,
            "black hole before the broker, 45 s",
            "times out and goes on",
            NetworkFaults::swallow));
    all.add(
        new Fault(
            8, "resets, slices, 50 kB/s, 500 ms; 8 s each", "only slower", NetworkFaults::disturb));
    all.add(
        new Fault(
            9,
            "Collector cut off, then killed, in mid-produce",
            "sent again, counted as duplicates",
            NetworkFaults::loseAcknowledgements));
    all.add(
        new Fault(
            20, "no further record", "the last traces within gap + 3 s", BrokerFaults::fallSilent));
    all.add(
        new Fault(
            26,
            "traces refuses every record",
            "each thread replaced 3 times, exit 1; mended: goes on",
            BrokerFaults::refuseOutput));
    all.sort(Comparator.comparingInt(Fault::number));
    return all;
  }

  private static List<Fault> hostileInputs() {
    return List.of(
        new Fault(
            15,
            "garbage, empty, truncated, the other encoding",
            "dead letters as they came",
            HostileRecords::unreadable),
        new Fault(
            16,
            "a span of 950 kB, traces of 5 MB and of 50 000 spans, spans of 450 000 events",
            "cut and counted; none too large to write",
            HostileTraces::oversize),
        new Fault(
            17,
            "spans of +2 h, 2099, 0, end < start, 64-bit extremes",
            "emitted once; no other window moves",
            HostileRecords::wrongTimes),
        new Fault(
            18,
            "100 000 service names, 300 000 open traces",
            "overflow, evictions; bounded memory",
            HostileTraces::manyNames),
        new Fault(
            19,
            "shuffled, 30 % twice, one id for CLIENT and SERVER",
            "each complete, each span once",
            HostileTraces::disorder),
        new Fault(
            21,
            "a record of 64 MiB that zstd packs into a few kB",
            "the broker refuses it",
            HostileRecords::bomb));
  }

  /** Those that have to pass before anything is merged. */
  static List<Fault> few(int kills) {
    return List.of(killsOfStreams(kills), killsOfTheBroker(1));
  }

  private static Fault killsOfStreams(int kills) {
    return new Fault(
        1,
        "kill -9, %d times, same state folder".formatted(kills),
        AGAIN,
        scene -> StreamsFaults.kill(scene, StateFolder.KEPT, kills));
  }

  private static Fault killsOfTheBroker(int kills) {
    return new Fault(
        5,
        "kill -9 of the broker" + (kills == 1 ? "" : ", %d times".formatted(kills)),
        "streams-baseline waits and goes on",
        scene -> BrokerFaults.kill(scene, kills));
  }
}
