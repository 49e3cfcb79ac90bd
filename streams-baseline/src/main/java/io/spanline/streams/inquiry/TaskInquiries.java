package io.spanline.streams.inquiry;

import io.spanline.api.KnownTrace;
import io.spanline.api.OpenTraceList;
import io.spanline.api.PartitionFigures;
import io.spanline.model.TraceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Questions to the tasks of this process, each answered by the thread that owns the task, at its
 * next tick. A task that is closed before that says nothing; one whose thread stands still answers
 * when it goes on, so callers should set a timeout. Thread-safe.
 */
public final class TaskInquiries implements Tasks {
  private final Set<TaskDesk> desks = ConcurrentHashMap.newKeySet();

  @Override
  public Map<Integer, PartitionFigures> figures() {
    Map<Integer, PartitionFigures> figures = new TreeMap<>();
    for (TaskDesk desk : desks) {
      PartitionFigures last = desk.figures();
      if (last != null) {
        figures.put(last.partition(), last);
      }
    }
    return figures;
  }

  @Override
  public CompletableFuture<List<OpenTraceList>> open(int most) {
    return ask(survey -> Optional.of(survey.open(most)));
  }

  @Override
  public CompletableFuture<Optional<KnownTrace>> openTrace(TraceId traceId) {
    return ask(survey -> survey.openTrace(traceId)).thenApply(TaskInquiries::first);
  }

  @Override
  public CompletableFuture<Optional<KnownTrace>> rememberedTrace(TraceId traceId) {
    return ask(survey -> survey.rememberedTrace(traceId)).thenApply(TaskInquiries::first);
  }

  /** A task has begun. */
  public TaskDesk attend() {
    TaskDesk desk = new TaskDesk();
    desks.add(desk);
    return desk;
  }

  /** A task is over: what it was asked is dropped. */
  public void leave(TaskDesk desk) {
    desks.remove(desk);
    desk.close();
  }

  /** The answers of those tasks that have one. */
  private <T> CompletableFuture<List<T>> ask(Function<TaskSurvey, Optional<T>> question) {
    List<CompletableFuture<Optional<T>>> answers =
        desks.stream().map(desk -> desk.ask(question)).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                answers.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList());
  }

  private static <T> Optional<T> first(List<T> answers) {
    return answers.stream().findFirst();
  }
}
