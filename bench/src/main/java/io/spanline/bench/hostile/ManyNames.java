package io.spanline.bench.hostile;

import io.spanline.model.Spans;

/** Row 18: more names and more open traces than there is memory for. */
final class ManyNames extends HostileInput {
  private static final int NAMES = 100_000;
  private static final int OPEN_TRACES = 200_000;

  ManyNames() {
    super(18, "100 000 service names, 200 000 open traces", "overflow, evictions; bounded memory");
  }

  @Override
  void send(HostileSink sink) {
    for (int i = 0; i < OPEN_TRACES; i++) {
      String service = i < NAMES ? "hostile-" + i : "hostile";
      // Its parent never comes: it waits as long as a trace may.
      sink.send(Spans.entry(service).inTrace("open-" + i).under("gone").span());
    }
  }

  @Override
  void judge(HostileSink sent, Aftermath aftermath) {
    aftermath.expectEverySpanOnce(sent);
    if (aftermath.outcomes("evicted") == 0) {
      aftermath.problem("no trace was evicted");
    }
  }
}
