package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.clients.Ledgers;
import io.spanline.harness.process.WaitedInVain;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.settings.Catalogue;
import java.time.Duration;

/** Row 20: after the last span nothing comes any more, not even something to poke with. */
final class QuietTopic implements Fault {
  private static final Duration MORE = Duration.ofSeconds(3);

  @Override
  public Title title() {
    return new Title(20, "no further record", "the last traces within gap + 3 s");
  }

  @Override
  public RunFinding run(FaultScene scene) throws Exception {
    scene.start();
    PlannedTraffic traffic = scene.traffic();
    traffic.end();
    long last = System.nanoTime();
    Duration most = scene.settings().value(Catalogue.TRACE_GAP).plus(MORE);
    Ledgers ledgers = scene.streams().ledgers();
    scene.say("nothing comes any more");
    String late = "";
    try {
      Waiting.until(
          "the last traces are not out",
          most,
          () -> {
            Ledgers.Account account = ledgers.now();
            return account.open() == 0 && account.received() == traffic.acknowledged();
          });
    } catch (WaitedInVain e) {
      late = String.valueOf(e.getMessage());
    }
    Duration took = Waiting.since(last);
    RunFinding finding =
        scene.examine(traffic).withRemark("all out after %d ms".formatted(took.toMillis()));
    return late.isEmpty() ? finding : finding.withProblem(late);
  }
}
