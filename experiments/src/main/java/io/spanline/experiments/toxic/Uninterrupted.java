package io.spanline.experiments.toxic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that the end of the program, as by Ctrl-C, lets come to its own end: an addition is then
 * undone, a removal completed.
 */
public final class Uninterrupted<T> {
  /** An addition that fails at its end, with its removal, and another removal. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Supplier<T> work;
  private final Consumer<T> undo;
  private final Consumer<NotRemovedException> failed;
  private final CountDownLatch done = new CountDownLatch(1);
  private boolean isInterrupted;

  /**
   * Work that has not begun.
   *
   * @param undo what to do with its result if the program is to end meanwhile
   * @param failed hears in the ending program what may remain; it may end it with a status
   */
  public Uninterrupted(Supplier<T> work, Consumer<T> undo, Consumer<NotRemovedException> failed) {
    this.work = work;
    this.undo = undo;
    this.failed = failed;
  }

  /** Does the work; returns null if it has been undone since the program ends. */
  public @Nullable T run() {
    Thread hook = new Thread(this::awaitEnd, "toxics-finish");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program ends already, and nothing has begun.
      return null;
    }
    try {
      T result = work.get();
      if (!isToBeUndone()) {
        return result;
      }
      undo.accept(result);
      return null;
    } catch (NotRemovedException e) {
      if (isToBeUndone()) {
        failed.accept(e);
      }
      throw e;
    } finally {
      done.countDown();
    }
  }

  private synchronized boolean isToBeUndone() {
    return isInterrupted;
  }

  private void awaitEnd() {
    synchronized (this) {
      isInterrupted = true;
    }
    try {
      boolean unused = done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
