package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.Ledger;
import io.spanline.topic.ServiceStatistics;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;

/** What must hold after every test: the ledger balances and agrees with what was emitted. */
final class TopologyChecks {
  private TopologyChecks() {}

  static void assertAccounted(TopologyHarness harness) {
    Ledger last = harness.ledger();
    assertThat(last.balanced()).as("%s", last).isTrue();
    assertThat(last.spans().emitted())
        .isEqualTo(harness.traces().stream().mapToLong(trace -> trace.spans().size()).sum());
    assertThat(harness.deadLetters().stream().mapToLong(TopologyChecks::stoodFor).sum())
        .isEqualTo(last.records().dead() + last.spans().rejected());
    assertStatisticsAgree(harness, last.spans().truncated());
  }

  /**
   * Each entry span is a request of a service and of an operation, each exit span a call. What was
   * cut counts too, but no trace says how much of it were entry or exit spans.
   */
  private static void assertStatisticsAgree(TopologyHarness harness, long truncated) {
    List<Span> spans = harness.traces().stream().flatMap(trace -> trace.spans().stream()).toList();
    long entries = spans.stream().filter(span -> span.kind().isEntry()).count();
    long exits = spans.stream().filter(span -> span.kind().isExit()).count();
    assertThat(harness.requests()).isBetween(entries, entries + truncated);
    assertThat(harness.operations().values().stream().mapToLong(ServiceStatistics::requests).sum())
        .isEqualTo(harness.requests());
    assertThat(harness.edges().values().stream().mapToLong(EdgeStatistics::calls).sum())
        .isBetween(exits, exits + truncated);
    assertThat(harness.edges().values()).allMatch(row -> row.unanswered() >= 0);
  }

  private static long stoodFor(TestRecord<?, ?> letter) {
    return Long.parseLong(TopologyHarness.headers(letter).getOrDefault("rejected-spans", "1"));
  }
}
