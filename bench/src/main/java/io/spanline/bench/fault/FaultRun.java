package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.process.FolderRemoval;
import io.spanline.harness.process.Waiting;
import io.spanline.settings.Catalogue;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out rows of the table, one after the other, each in a scene of its own. */
public final class FaultRun implements AutoCloseable {
  private final FaultOrder order;
  private final FaultListener listener;
  private final Path folder;
  private final RunPlan plan;
  private final UndisturbedRun undisturbed;
  private final AtomicInteger extras = new AtomicInteger();
  private @Nullable FaultScene current;
  private @Nullable FaultScene extra;
  private @Nullable Fault row;
  private boolean closed;

  /**
   * Makes a run; {@link #run} carries it out.
   *
   * @param checkout where the programs were built
   * @param folder for all that the rows leave; that of a row that passes is deleted
   */
  public FaultRun(Checkout checkout, Path folder, FaultOrder order, FaultListener listener) {
    this.order = order;
    this.listener = listener;
    this.folder = folder;
    this.undisturbed = new UndisturbedRun(order.expectedChapters(), this::extraScene);
    this.plan = new RunPlan(checkout, settings(order), order, undisturbed);
  }

  /** Every row that there is, in the table's order, whether it was ordered or not. */
  public List<Fault> rows() {
    List<Fault> rows = new ArrayList<>();
    rows.add(undisturbed);
    rows.addAll(order.isShort() ? Faults.few(order.kills()) : Faults.all(order.kills()));
    return rows;
  }

  /** Carries out the rows of the order; the listener has heard of each by then. */
  public List<FaultResult> run() {
    Set<Integer> wanted = order.rows();
    List<FaultResult> results = new ArrayList<>();
    for (Fault fault : rows()) {
      if (wanted.isEmpty() || wanted.contains(fault.number())) {
        FaultResult result = run(fault, results.size());
        results.add(result);
        listener.over(result);
      }
    }
    if (results.stream().allMatch(result -> result.passes())) {
      // What could not be deleted of a row has been said with it.
      FolderRemoval.delete(folder);
    }
    return results;
  }

  /** Stops all that runs; the row under way fails. */
  @Override
  public void close() {
    List<FaultScene> scenes = new ArrayList<>();
    synchronized (this) {
      closed = true;
      if (current != null) {
        scenes.add(current);
      }
      if (extra != null) {
        scenes.add(extra);
      }
    }
    scenes.forEach(FaultScene::close);
  }

  private FaultResult run(Fault fault, int index) {
    Path logs = folder.resolve("row-%d-%d".formatted(fault.number(), index));
    long began = System.nanoTime();
    RunFinding finding = null;
    String failure = "";
    row = fault;
    try (FaultScene scene = scene(fault.number(), logs, what -> listener.progress(fault, what))) {
      finding = fault.run(scene);
    } catch (Exception e) {
      failure = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    FaultResult result = new FaultResult(fault, finding, failure, Waiting.since(began), logs);
    return result.passes() && finding != null ? tidied(result, finding) : result;
  }

  /** A row that passed leaves nothing; if it does, it has passed all the same. */
  private static FaultResult tidied(FaultResult result, RunFinding finding) {
    String left = FolderRemoval.delete(result.logs());
    return left.isEmpty() ? result : result.with(finding.withRemark(left));
  }

  private synchronized FaultScene scene(int number, Path logs, Consumer<String> progress)
      throws IOException {
    refuseIfClosed();
    Files.createDirectories(logs);
    current = new FaultScene(plan, number, logs, progress);
    return current;
  }

  /** Beside a row's, for the undisturbed run that it is compared with. */
  private synchronized FaultScene extraScene() {
    refuseIfClosed();
    Path logs = folder.resolve("undisturbed-" + extras.incrementAndGet());
    try {
      Files.createDirectories(logs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Fault asker = row == null ? undisturbed : row;
    extra =
        new FaultScene(plan, undisturbed.number(), logs, what -> listener.progress(asker, what));
    return extra;
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new IllegalStateException("the run was stopped");
    }
  }

  private static Map<String, String> settings(FaultOrder order) {
    Map<String, String> settings = new HashMap<>();
    if (order.isShort()) {
      // Nobody waits for a pull request twice as long.
      settings.put(Catalogue.TRACE_GAP.name(), "PT5S");
    }
    return settings;
  }
}
