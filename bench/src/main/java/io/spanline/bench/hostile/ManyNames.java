package io.spanline.bench.hostile;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.statistics.StatisticsSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Row 18: more names and more open traces than there is memory for. */
final class ManyNames extends HostileInput {
  private static final int NAMES = 100_000;
  private static final int OPEN_TRACES = 200_000;
  private static final Duration TOOK = Duration.ofMillis(1);

  @Override
  void send(HostileSink sink) {
    for (int i = 0; i < OPEN_TRACES; i++) {
      String service = i < NAMES ? "hostile-" + i : "hostile";
      // Its parent never comes: it waits as long as a trace may.
      // Of now: an old one is counted in the oldest window, whose rows soon go.
      sink.send(
          SpanBuilder.entry(service)
              .inTrace("open-" + i)
              .under("gone")
              .from(Instant.now().minus(TOOK), TOOK)
              .span());
    }
  }

  @Override
  void judge(HostileSink sent, Aftermath aftermath, RunFinding finding) {
    aftermath.expectEverySpanOnce(sent, finding);
    if (aftermath.outcomes("evicted") == 0) {
      finding.problem("no trace was evicted");
    }
    // Nobody who has no row of his own is forgotten: he is counted under the common name.
    Map<String, Long> requests = new TreeMap<>(aftermath.requests());
    long overflow = requests.getOrDefault(StatisticsSubject.OVERFLOW, 0L);
    requests.keySet().removeIf(name -> !name.startsWith("hostile"));
    long own = requests.values().stream().mapToLong(Long::longValue).sum();
    finding.remark(
        "%d services have rows, %s counts %d"
            .formatted(requests.size(), StatisticsSubject.OVERFLOW, overflow));
    if (overflow == 0) {
      finding.problem("nothing was counted under " + StatisticsSubject.OVERFLOW);
    }
    finding.expect("requests counted", sent.sent(), own + overflow);
  }
}
