package io.spanline.stack.run;

import io.spanline.stack.StackFailure;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.process.ChildProcess;
import io.spanline.stack.process.Launch;
import io.spanline.stack.process.LockedFile;
import io.spanline.stack.process.ProcessMark;
import io.spanline.stack.record.RunRecord;
import io.spanline.stack.record.RunningStack;
import io.spanline.stack.record.StackProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one stack, and the record of them on disk. It decides under one lock whether a
 * process may still be started, so none is started once stopping has begun.
 */
public final class Roster {
  private final StackPlan plan;
  private final Map<Component, ChildProcess> children = new EnumMap<>(Component.class);
  private final Set<ChildProcess> retired = new HashSet<>();
  private final List<RunRecord.Child> started = new ArrayList<>();
  private RunRecord.Phase phase = RunRecord.Phase.STARTING;
  private @Nullable LockedFile lock;

  /** Before that, the record on disk is of an earlier stack and tells of its leftovers. */
  private boolean begun;

  Roster(StackPlan plan) {
    this.plan = plan;
  }

  /** Takes the lock of the clone or refuses; leaves the record of an earlier stack. */
  synchronized void open() throws IOException {
    refuseIfStopping();
    lock = LockedFile.tryTake(plan.checkout().lock());
    if (lock == null) {
      throw RunningStack.find(plan.checkout())
          .map(RunningStack::refusal)
          .orElseGet(() -> new StackRefusal("a stack of this clone is being started or stopped"));
    }
  }

  /** Writes the record, in place of that of an earlier stack. */
  synchronized void begin() throws IOException {
    refuseIfStopping();
    Files.deleteIfExists(plan.checkout().lastFailure());
    begun = true;
    write();
  }

  synchronized ChildProcess start(Component component, Launch launch) throws IOException {
    refuseIfStopping();
    ChildProcess child = ChildProcess.start(launch);
    children.put(component, child);
    RunRecord.Child recorded = new RunRecord.Child(launch.name(), child.mark(), launch.command());
    int earlier = started.stream().map(RunRecord.Child::name).toList().indexOf(launch.name());
    if (earlier < 0) {
      started.add(recorded);
    } else {
      started.set(earlier, recorded);
    }
    write();
    return child;
  }

  /** Allows the end of a process that is to be started anew. */
  synchronized ChildProcess retire(Component component) {
    refuseIfStopping();
    ChildProcess child = Objects.requireNonNull(children.get(component), "it was started");
    retired.add(child);
    return child;
  }

  /** Whether the end of a process is no failure. */
  synchronized boolean mayEnd(ChildProcess child) {
    return isStopping() || retired.contains(child);
  }

  synchronized void run() throws IOException {
    refuseIfStopping();
    phase = RunRecord.Phase.RUNNING;
    write();
  }

  /** Forbids further starts; true for the one caller who is to stop the stack. */
  synchronized boolean beginStopping() throws IOException {
    if (isStopping()) {
      return false;
    }
    phase = RunRecord.Phase.STOPPING;
    if (begun) {
      write();
    }
    return true;
  }

  synchronized boolean isStopping() {
    return phase == RunRecord.Phase.STOPPING;
  }

  synchronized Map<Component, ChildProcess> children() {
    return new EnumMap<>(children);
  }

  synchronized List<StackProcess> processes() {
    return started.stream()
        .filter(child -> child.mark().isAlive())
        .map(child -> StackProcess.of(child.name(), child.mark().pid(), plan.settings()))
        .toList();
  }

  /** Removes the record, if this stack wrote it, and lets another stack begin. */
  synchronized void close() throws IOException {
    if (begun) {
      Files.deleteIfExists(plan.checkout().runFile());
      begun = false;
    }
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  private void refuseIfStopping() {
    if (isStopping()) {
      throw StackFailure.stopped();
    }
  }

  private void write() throws IOException {
    new RunRecord(phase, ProcessMark.ofThisProcess(), started, plan.settings().environment())
        .write(plan.checkout().runFile());
  }
}
