package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.corpus.CaseTable;
import io.spanline.bench.corpus.Check;
import io.spanline.bench.corpus.CorpusRun;
import io.spanline.bench.corpus.CorpusStack;
import io.spanline.bench.senders.ForeignSenders;
import io.spanline.clients.CollectorCounters;
import io.spanline.clients.Ledgers;
import io.spanline.harness.process.TopicReader;
import io.spanline.settings.Port;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackListener;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs with SDKs that others wrote, as {@code ./spanline bench corpus --senders} prints them.
 */
@Tag("broker")
@Tag("thorough")
class ForeignSendersIT {
  @TempDir private Path folder;

  @Test
  void whatTheySendCountsToTheSpan() throws Exception {
    RealStack.requireTools();
    ForeignSenders.PROGRAMS.forEach(MachinePrograms::required);
    Checkout checkout = new Checkout(RealStack.root());
    CaseTable table =
        CaseTable.read(checkout.file("bench/corpus")).only(row -> row.sender() != null);
    try (CorpusStack stack = CorpusStack.of(checkout, folder, StackListener.SILENT)) {
      // Also when the tests are stopped from outside: no process may outlive them.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "test-senders-stop"));
      stack.start();

      CorpusRun.Report report =
          new CorpusRun(
                  stack, table, ForeignSenders.all(checkout, folder.resolve("senders")), step -> {})
              .run();

      assertThat(report.rows()).hasSameSizeAs(table.rows());
      assertThat(report.rows())
          .allSatisfy(row -> assertThat(row.checks()).isNotEmpty().allMatch(Check::isRight));
      assertThat(report.whole()).allMatch(Check::isRight);
      assertThatEachSpanIsInATrace(stack);
    }
  }

  /** Of all that the Collector took, also spans that no figure counts. */
  private static void assertThatEachSpanIsInATrace(CorpusStack stack) {
    CollectorCounters collector = CollectorCounters.of(stack.address(Port.COLLECTOR_TELEMETRY));
    Ledgers.Account ledger = new Ledgers(stack.address(Port.STREAMS_BASELINE)).now();
    long inTraces =
        TopicReader.all(stack.address(Port.KAFKA), Topics.TRACES).stream()
            .mapToLong(trace -> trace.value().spans().size())
            .sum();

    assertThat(List.of(ledger.received(), ledger.emitted(), inTraces))
        .containsOnly(collector.accepted());
    assertThat(collector.refused()).isZero();
  }
}
