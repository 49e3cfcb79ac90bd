package io.spanline.streams.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.api.KnownTrace;
import io.spanline.api.OpenTraceList;
import io.spanline.api.PartitionFigures;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TaskDeskTest {
  private final TaskInquiries inquiries = new TaskInquiries();
  private final TraceId traceId = Spans.traceId("t1");

  @Test
  void dropsWhatItWasAskedWhenItsTaskIsClosed() throws Exception {
    TaskDesk desk = inquiries.attend();
    var asked = inquiries.openTrace(traceId);

    inquiries.leave(desk);

    assertThat(asked.get(2, TimeUnit.SECONDS)).isEmpty();
    assertThat(inquiries.open(1).get(2, TimeUnit.SECONDS)).isEmpty();
    assertThat(inquiries.figures()).isEmpty();
    assertThat(desk.ask(survey -> survey.openTrace(traceId)).get(2, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void joinsTheAnswersOfAllTasks() throws Exception {
    TaskDesk one = inquiries.attend();
    TaskDesk other = inquiries.attend();
    var asked = inquiries.open(1);

    one.answer(survey(1));
    assertThat(asked).isNotDone();
    other.answer(survey(2));

    assertThat(asked.get(2, TimeUnit.SECONDS))
        .extracting(view -> view.partitions().get(0).partition())
        .containsExactlyInAnyOrder(1, 2);
    assertThat(inquiries.figures()).containsOnlyKeys(1, 2);
  }

  @Test
  void goesOnAfterAQuestionThatWentWrong() throws Exception {
    TaskDesk desk = inquiries.attend();
    CompletableFuture<?> wrong =
        desk.ask(
            survey -> {
              throw new IllegalStateException("wrong");
            });
    var right = inquiries.open(1);

    desk.answer(survey(1));

    assertThat(right.get(2, TimeUnit.SECONDS)).hasSize(1);
    assertThatThrownBy(() -> wrong.get(2, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("wrong");
  }

  @Test
  void refusesMoreQuestionsThanItCouldAnswer() {
    inquiries.attend();
    for (int i = 0; i < 1_000; i++) {
      assertThat(inquiries.open(1)).isNotDone();
    }

    assertThat(inquiries.open(1)).isCompletedExceptionally();
  }

  /** A task that holds nothing. */
  private static TaskSurvey survey(int partition) {
    return new TaskSurvey() {
      @Override
      public PartitionFigures figures() {
        return new PartitionFigures(partition, 0, 0, 0, 0, 0, 0, 0, 0, Instant.EPOCH);
      }

      @Override
      public OpenTraceList open(int most) {
        return OpenTraceList.of(figures(), List.of());
      }

      @Override
      public Optional<KnownTrace> openTrace(TraceId traceId) {
        return Optional.empty();
      }

      @Override
      public Optional<KnownTrace> rememberedTrace(TraceId traceId) {
        return Optional.empty();
      }
    };
  }
}
