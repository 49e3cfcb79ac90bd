package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.RunFinding.SpanCount;
import io.spanline.harness.process.Waiting;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;

/** Carries out rows of the table, one after the other, each in a scene of its own. */
public final class FaultRun implements AutoCloseable {
  private final FaultOrder order;
  private final Listener listener;
  private final Path folder;
  private final FaultScene.Plan plan;
  private final Fault undisturbed;
  private final List<FaultScene> scenes = new ArrayList<>();
  private Fault row;
  private boolean closed;

  /**
   * Makes a run; {@link #run} carries it out.
   *
   * @param checkout where the programs were built
   * @param folder for all that the rows leave; that of a row that passes is deleted
   */
  public FaultRun(Checkout checkout, Path folder, FaultOrder order, Listener listener) {
    this.order = order;
    this.listener = listener;
    this.folder = folder;
    UndisturbedRun first = new UndisturbedRun(order.expectedChapters(), this::extraScene);
    this.undisturbed = new Fault(0, "nothing", "what the others must come to", first::run);
    this.row = undisturbed;
    this.plan = new FaultScene.Plan(checkout, order, first::rows);
  }

  /** Hears what a run does. */
  public interface Listener {
    /** Something goes on in a row. */
    void progress(Fault fault, String what);

    /** A row is over. */
    void over(Result result);
  }

  /**
   * A row of the table that is over.
   *
   * @param took all in all
   * @param logs where the processes' logs are, if it failed
   */
  public record Result(Fault fault, RunFinding finding, Duration took, Path logs) {
    /** Whether the row passed. */
    public boolean passes() {
      return finding.passes();
    }

    /** Why it did not pass, a line each. */
    public List<String> complaints() {
      if (passes()) {
        return List.of();
      }
      List<String> lines = new ArrayList<>(finding.problems());
      lines.addAll(finding.remarks());
      lines.add("logs: " + logs);
      return lines;
    }

    /** For machines. */
    public Map<String, Object> json() {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("number", fault.number());
      row.put("injected", fault.injected());
      row.put("expected", fault.expected());
      SpanCount spans = finding.spans();
      if (spans != null) {
        row.put("spans", spans.sent());
        row.put("lost", spans.lost());
        row.put("doubled", spans.doubled());
        row.put("statistics_equal", finding.statisticsEqual());
        row.put("recovery_seconds", finding.recovery().toMillis() / 1000.0);
        row.put("remarks", finding.remarks());
      }
      row.put("problems", finding.problems());
      row.put("seconds", took.toMillis() / 1000.0);
      row.put("passes", passes());
      return row;
    }
  }

  /** Every row that there is, in the table's order, whether it was ordered or not. */
  public List<Fault> rows() {
    List<Fault> rows = new ArrayList<>();
    rows.add(undisturbed);
    rows.addAll(order.isShort() ? Faults.few(order.kills()) : Faults.all(order.kills()));
    return rows;
  }

  /** Carries out the rows of the order; the listener has heard of each by then. */
  public List<Result> run() {
    Set<Integer> wanted = order.rows();
    List<Result> results = new ArrayList<>();
    for (Fault fault : rows()) {
      if (wanted.isEmpty() || wanted.contains(fault.number())) {
        Result result = run(fault, results.size());
        results.add(result);
        listener.over(result);
      }
    }
    if (results.stream().allMatch(Result::passes)) {
      // What could not be deleted of a row has been said with it.
      var unused = delete(folder);
    }
    return results;
  }

  /** Stops all that runs; the row under way fails. */
  @Override
  public void close() {
    List<FaultScene> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(scenes);
    }
    all.forEach(FaultScene::close);
  }

  private Result run(Fault fault, int index) {
    row = fault;
    Path logs = folder.resolve("row-%d-%d".formatted(fault.number(), index));
    long began = System.nanoTime();
    RunFinding finding = new RunFinding(what -> listener.progress(fault, what));
    try (FaultScene scene = scene(fault, logs, finding)) {
      fault.action().run(scene);
    } catch (Exception e) {
      finding.problem(e.getMessage() == null ? e.toString() : e.getMessage());
    }
    if (finding.passes()) {
      // A row that passed leaves nothing; if it does, it has passed all the same.
      delete(logs).ifPresent(finding::remark);
    }
    return new Result(fault, finding, Waiting.since(began), logs);
  }

  /** What went wrong, in words, if anything did. */
  private static Optional<String> delete(Path folder) {
    try {
      Utils.delete(folder.toFile());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("%s could not be deleted: %s".formatted(folder, e));
    }
  }

  /** Beside a row's, for the undisturbed run that it is compared with. */
  private FaultScene extraScene() throws IOException {
    Fault asker = row;
    Path logs = folder.resolve("undisturbed-" + scenes.size());
    return scene(undisturbed, logs, new RunFinding(what -> listener.progress(asker, what)));
  }

  private synchronized FaultScene scene(Fault fault, Path logs, RunFinding finding)
      throws IOException {
    if (closed) {
      throw new IllegalStateException("the run was stopped");
    }
    Files.createDirectories(logs);
    FaultScene scene = new FaultScene(plan, fault.number(), logs, finding);
    scenes.add(scene);
    return scene;
  }
}
