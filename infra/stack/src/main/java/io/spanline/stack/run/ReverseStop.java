package io.spanline.stack.run;

import io.spanline.stack.StackListener;
import io.spanline.stack.plan.Component;
import io.spanline.stack.process.ChildProcess;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Stops processes in parallel, users before what they use. */
record ReverseStop(
    Map<Component, ChildProcess> children, StackListener listener, Executor threads) {
  /** Returns when none is left. */
  void run() {
    Map<Component, CompletableFuture<Void>> stopped = new EnumMap<>(Component.class);
    Component[] order = Component.values();
    for (int i = order.length - 1; i >= 0; i--) {
      Component component = order[i];
      ChildProcess child = children.get(component);
      if (child == null) {
        continue;
      }
      CompletableFuture<?>[] users =
          stopped.entrySet().stream()
              .filter(entry -> entry.getKey().uses().contains(component))
              .map(Map.Entry::getValue)
              .toArray(CompletableFuture<?>[]::new);
      stopped.put(
          component,
          // It is stopped even if stopping its users failed.
          CompletableFuture.allOf(users)
              .handle((nothing, problem) -> problem)
              .thenAcceptAsync(problem -> stopOne(child), threads));
    }
    CompletableFuture.allOf(stopped.values().toArray(CompletableFuture<?>[]::new))
        .exceptionally(problem -> null)
        .join();
  }

  private void stopOne(ChildProcess child) {
    long began = System.nanoTime();
    String step = "stop " + child.name();
    listener.started(step, Duration.ofSeconds(1));
    child.stop();
    listener.finished(step, Duration.ofNanos(System.nanoTime() - began));
  }
}
