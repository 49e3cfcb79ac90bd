package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.corpus.CaseTable;
import io.spanline.bench.corpus.Check;
import io.spanline.bench.corpus.CorpusRun;
import io.spanline.bench.corpus.CorpusStack;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each file of {@code bench/corpus}, as {@code ./spanline bench corpus} prints them. */
@Tag("broker")
class CorpusIT {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> theFiguresOfEachFileAreRight() throws Exception {
    RealStack.requireTools();
    Checkout checkout = new Checkout(RealStack.root());
    CaseTable table = CaseTable.read(checkout.file("bench/corpus")).files();
    CorpusRun.Report report;
    try (CorpusStack stack = CorpusStack.of(checkout, folder, StackListener.SILENT)) {
      // Also when the tests are stopped from outside: no process may outlive them.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "test-corpus-stop"));
      stack.start();
      report = new CorpusRun(stack, table, Map.of(), step -> {}).run();
    }
    return Stream.concat(
        report.rows().stream().map(row -> test(row.row().name(), row.checks())),
        Stream.of(test("all of them", report.whole())));
  }

  private static DynamicTest test(String name, List<Check> checks) {
    return DynamicTest.dynamicTest(
        name,
        () -> assertThat(checks).isNotEmpty().filteredOn(check -> !check.isRight()).isEmpty());
  }
}
