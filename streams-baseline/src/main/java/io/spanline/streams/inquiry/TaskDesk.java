package io.spanline.streams.inquiry;

import io.spanline.api.PartitionFigures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where questions to one task wait for its thread. Thread-safe; the answers are given by the task's
 * thread, what follows from them runs elsewhere.
 */
public final class TaskDesk {
  // A task that does not come to answer must not be buried.
  private static final int MOST_WAITING = 1_000;

  private final Queue<Question<?>> waiting = new ArrayDeque<>();
  private boolean isClosed;
  private volatile @Nullable PartitionFigures figures;

  private record Question<T>(
      Function<TaskSurvey, Optional<T>> ask, CompletableFuture<Optional<T>> answer) {

    /** One that goes wrong is its asker's affair, not the end of the task. */
    void put(TaskSurvey survey) {
      try {
        Optional<T> said = ask.apply(survey);
        answer.completeAsync(() -> said);
      } catch (RuntimeException e) {
        answer.completeAsync(
            () -> {
              throw e;
            });
      }
    }

    void drop() {
      answer.completeAsync(Optional::empty);
    }
  }

  /** Asks the task; an answer is empty if the task says so, or if it is closed by then. */
  <T> CompletableFuture<Optional<T>> ask(Function<TaskSurvey, Optional<T>> question) {
    CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
    synchronized (waiting) {
      if (isClosed) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      if (waiting.size() >= MOST_WAITING) {
        return CompletableFuture.failedFuture(
            new IllegalStateException("too many questions wait for a task, ask again later"));
      }
      waiting.add(new Question<>(question, answer));
    }
    return answer;
  }

  /** The task's figures as of its last tick; null before the first. */
  @Nullable PartitionFigures figures() {
    return figures;
  }

  /** Answers what was asked since the last tick. */
  public void answer(TaskSurvey survey) {
    figures = survey.figures();
    takeAll().forEach(question -> question.put(survey));
  }

  /** The task is no longer this process's. */
  void close() {
    synchronized (waiting) {
      isClosed = true;
    }
    takeAll().forEach(Question::drop);
  }

  private List<Question<?>> takeAll() {
    synchronized (waiting) {
      List<Question<?>> taken = new ArrayList<>(waiting);
      waiting.clear();
      return taken;
    }
  }
}
