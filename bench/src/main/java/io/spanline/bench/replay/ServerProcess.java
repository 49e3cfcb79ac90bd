package io.spanline.bench.replay;

import io.spanline.clients.Rest;
import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.Ports;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@link SteadyServer} in a process of its own. */
final class ServerProcess extends OwnProcess {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final List<String> OPTIONS = List.of("-Xmx128m", "-XX:TieredStopAtLevel=4");

  private final AnswerTimes times;
  private final Rest counts;

  /**
   * Makes one that {@link #start} starts.
   *
   * @param folder of its log
   */
  ServerProcess(AnswerTimes times, Path folder) {
    super(
        "server-" + times.name().toLowerCase(Locale.ROOT),
        Ports.free(Settings.of(Map.of())),
        folder,
        folder);
    this.times = times;
    this.counts = new Rest("the server", settings().address(Port.SERVICE_B), ANSWER);
  }

  /** Returns once it answers. */
  void start(Checkout checkout) throws IOException {
    launch(
        new JavaProgram(
            SteadyServer.class.getName(),
            JavaProgram.classPathOf(checkout, "bench"),
            OPTIONS,
            List.of(
                String.valueOf(settings().port(Port.SERVICE_A)),
                String.valueOf(settings().port(Port.SERVICE_B)),
                times.name())));
    awaitReady(START, () -> counts.answers("/counts"));
  }

  AnswerTimes times() {
    return times;
  }

  /** Where it takes requests. */
  URI target() {
    return URI.create("http://" + settings().address(Port.SERVICE_A));
  }

  SteadyServer.Counts counts() {
    return Json.MAPPER.convertValue(counts.get("/counts"), SteadyServer.Counts.class);
  }
}
