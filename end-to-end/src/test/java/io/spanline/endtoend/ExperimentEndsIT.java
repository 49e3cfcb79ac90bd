package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.clients.Toxiproxy;
import io.spanline.endtoend.EndingExperiment.Phase;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.settings.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever ends an experiment, in whatever phase: the fault ends, {@code experiment list} says how
 * it ended, and the next one can run.
 *
 * <p>They run three at a time, each with a proxy of its own, so that the leases of killed programs
 * are waited for together.
 */
@Tag("stack")
@Tag("thorough")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExperimentEndsIT {
  private static final Duration AFTER_LEASE = Duration.ofSeconds(2);
  private static final Set<Integer> VERDICTS = Set.of(0, 10, 11, 13);
  private static final String[] OUTCOMES = {"pass", "fail", "inconclusive", "invalid"};
  // Longer than a file of requests may be; a write fails as on a full disk.
  private static final String FULL = "ulimit -f 16";

  private static final EndsTable TABLE = new EndsTable();
  private static final Semaphore TURNS = new Semaphore(3);
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static final Map<Row, Future<Ended>> ENDED = new LinkedHashMap<>();

  @TempDir private static Path folder;
  @AutoClose private static KillableStack stack;

  /** What ends it, signals or a shell's command, and when. */
  private record Row(String cause, Phase phase) {
    String proxy() {
      return (cause + "-" + phase).replaceAll("\\W+", "-");
    }

    boolean isKill() {
      return cause.equals("KILL");
    }

    @Override
    public String toString() {
      return cause + ", " + phase;
    }
  }

  private record Ended(int exit, String output, String listed) {}

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    // First what is waited for longest.
    rows.add(new Row("KILL", Phase.FAULTY_ROUND));
    for (Phase phase : Phase.values()) {
      if (phase != Phase.FAULTY_ROUND) {
        rows.add(new Row("KILL", phase));
      }
      rows.add(new Row("INT", phase));
    }
    rows.add(new Row("INT INT", Phase.FAULTY_ROUND));
    rows.add(new Row("TERM", Phase.FAULTY_ROUND));
    rows.add(new Row(FULL, Phase.FAULTY_ROUND));
    return rows;
  }

  @BeforeAll
  static void start() throws IOException {
    List<String> proxies = rows().stream().map(Row::proxy).toList();
    stack = new KillableStack(folder, proxies);
    for (String proxy : proxies) {
      var unused =
          stack.toxiproxy().create(KillableStack.proxy(proxy, stack.address(Port.SERVICE_C)));
    }
    rows().forEach(row -> ENDED.put(row, THREADS.submit(() -> end(row))));
  }

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
    TABLE.print();
  }

  private static Ended end(Row row) throws Exception {
    TURNS.acquire();
    EndingExperiment experiment;
    Instant at;
    int exit;
    try {
      if (row.cause().equals(FULL)) {
        experiment = stack.experimentAfter(FULL, row.proxy());
        exit = experiment.exit();
        at = Instant.now();
      } else {
        experiment = stack.experiment(row.proxy());
        experiment.awaitPhase(row.phase());
        at = Instant.now();
        for (String signal : row.cause().split(" ")) {
          experiment.signal(signal);
        }
        exit = experiment.exit();
      }
    } finally {
      TURNS.release();
    }
    awaitGone(row);
    TABLE.add(row.cause(), row.phase(), exit, at, experiment);
    return new Ended(exit, experiment.output(), experiment.listed());
  }

  /** It is gone now, or by the end of the lease and two seconds if the program was killed. */
  private static void awaitGone(Row row) {
    Toxiproxy toxiproxy = stack.toxiproxy();
    List<LeasedToxic> left = LeasedToxic.on(toxiproxy.proxy(row.proxy()));
    assertThat(left).hasSize(row.isKill() && row.phase() == Phase.FAULTY_ROUND ? 1 : 0);
    for (LeasedToxic each : left) {
      await()
          .atMost(Duration.between(Instant.now(), each.lease().end().plus(AFTER_LEASE)))
          .until(() -> toxiproxy.proxy(row.proxy()).toxics().isEmpty());
    }
  }

  @Order(3)
  @Test
  void theNextOneRunsToItsEnd() throws Exception {
    EndingExperiment next = stack.experiment("b-to-c");

    int exit = next.exit();

    assertThat(exit).as(next.output()).isIn(VERDICTS);
    assertThat(next.listed()).isIn((Object[]) OUTCOMES);
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("rows")
  void theFaultEndsAndTheListSaysHow(Row row) throws Exception {
    Ended ended = result(ENDED.get(row));

    assertThat(ended.output()).doesNotContain("\tat ", "Exception in");
    if (row.cause().equals(FULL)) {
      assertThat(ended.exit()).as(ended.output()).isEqualTo(1);
      assertThat(ended.output()).contains("File too large");
      assertThat(ended.listed()).isEqualTo("broke off");
      return;
    }
    int signal = row.isKill() ? 9 : row.cause().equals("TERM") ? 15 : 2;
    assertThat(ended.exit()).as(ended.output()).isEqualTo(128 + signal);
    if (row.phase() == Phase.VERDICT && !row.isKill()) {
      // All requests were sent: what is left takes less than a second, and is finished.
      assertThat(ended.listed()).isIn((Object[]) OUTCOMES);
    } else {
      assertThat(ended.listed()).isEqualTo("interrupted");
    }
  }

  private static Ended result(Future<Ended> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
  }

  @Order(2)
  @Test
  void nothingRunsAnyMore() {
    assertThat(stack.typed("experiment", "list").output()).doesNotContain("running");
    assertThat(stack.typed("toxics", "list").output()).contains("no toxic is on");
  }
}
