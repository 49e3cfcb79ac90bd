package io.spanline.experiments.replay.plan;

import io.spanline.captures.SmallHeap;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.plan.Targets.Loopback;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with 64 MB of heap, and a capture of ten times as much. */
class LargePlanTest {
  private static final int LINES = 200_000;

  @TempDir private Path folder;

  @Test
  @Tag("thorough")
  void plansTwoHundredThousandLinesWithinAMinute() throws Exception {
    Path capture = new GeneratedCapture(folder).write(LINES, LargePlanTest::trace);

    SmallHeap.run("64m", LargePlanTest.class, folder.resolve("log"), capture.toString());
  }

  /** Plans a capture and counts. */
  public static void main(String[] arguments) throws IOException {
    Targets targets = Targets.of(List.of("http://there:1"), Map.of(), Loopback.THIS_MACHINE);
    ReplayPlan plan =
        PlanReader.read(PlanReaderTest.options(Path.of(arguments[0]), targets, null), bytes -> {});
    DryRun dry = DryRun.of(plan);
    if (dry.requests() != LINES || !dry.takes().equals(Duration.ofMillis(LINES - 1))) {
      throw new AssertionError(dry.toString());
    }
  }

  private static Trace trace(int n) {
    return Spans.entry("shop")
        .named("GET /orders/{id}")
        .inTrace("t" + n)
        .startingAfter(Spans.ms(n))
        .with("http.request.method", "GET")
        .with("http.route", "/orders/{id}")
        .with("url.path", "/orders/o-" + n)
        .with("http.response.status_code", "200")
        .with("server.address", "127.0.0.1")
        .with("server.port", "8080")
        .trace();
  }
}
