package io.spanline.experiments.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.model.TraceId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DryRunTest {
  private static final Route ROUTE =
      new Route("a", "GET /x", "GET", URI.create("http://127.0.0.1:1"), null);
  private static final long MS = 1_000_000;

  @Test
  void theBusiestSecondMayHoldManyRounds() {
    assertThat(DryRun.of(plan(100, new Pace.Rate(10), 0)).peakPerSecond()).isEqualTo(10);
    // A round lasts 200 ms: five a second, of two requests each.
    assertThat(DryRun.of(plan(50, new Pace.Speed(1), 0, 100 * MS)).peakPerSecond()).isEqualTo(10);
    assertThat(DryRun.of(plan(3, new Pace.Speed(1), 0, 100 * MS)).peakPerSecond()).isEqualTo(6);
    // 0, 1000, 1010 ms of a round and 0 of the next, after 505 ms more.
    assertThat(DryRun.of(plan(9, new Pace.Speed(1), 0, 1_000 * MS, 1_010 * MS)).peakPerSecond())
        .isEqualTo(3);
  }

  @Test
  void whatWasCapturedAtOnceIsRepeatedEachSecond() {
    DryRun dry = DryRun.of(plan(5, new Pace.Speed(1), 7, 7, 7));

    assertThat(dry.takes()).isEqualTo(Duration.ofSeconds(4));
    assertThat(dry.peakPerSecond()).isEqualTo(3);
  }

  @Test
  void aPlanOfTooManyRequestsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(1_073_741_824, new Pace.Rate(1), 0, 1))
        .withMessage("--repeat gives 2147483648 requests, at most 2147483647");
  }

  private static ReplayPlan plan(int repeat, Pace pace, long... starts) {
    List<ReplayCase> cases = new ArrayList<>();
    for (long start : starts) {
      int line = cases.size() + 1;
      cases.add(new ReplayCase(line, new TraceId(1, line), start, ROUTE, "/x", Map.of(), 200));
    }
    return new ReplayPlan(cases, repeat, pace, new TreeMap<>());
  }
}
