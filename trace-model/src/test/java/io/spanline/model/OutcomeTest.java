package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");

  @Test
  void isCompleteWithARootAndEveryParent() {
    assertThat(Trace.judge(spans)).isEqualTo(Outcome.COMPLETE);
    assertThat(Trace.judge(spans).word()).isEqualTo("complete");
  }

  @Test
  void isCompleteWithARemoteParentWhereTheOnlyUnknownParentIsRemote() {
    Outcome outcome = Trace.judge(spans.subList(2, 5));

    assertThat(outcome.isComplete()).isTrue();
    assertThat(outcome.word()).isEqualTo("complete-remote-parent");
  }

  @Test
  void namesTheParentsThatAreMissing() {
    Outcome outcome = Trace.judge(List.of(spans.get(0), spans.get(2), spans.get(4)));

    assertThat(outcome.reasons()).containsExactly(Outcome.Reason.ORPHANS);
    assertThat(outcome.missingParents())
        .containsExactlyInAnyOrder(Spans.spanId("a-b"), Spans.spanId("b-c"));
  }

  @Test
  void hasNoRootWhereTwoEntrySpansCouldBeIt() {
    Outcome outcome = Trace.judge(List.of(spans.get(2), spans.get(4)));

    assertThat(outcome.reasons()).containsExactly(Outcome.Reason.NO_ROOT, Outcome.Reason.ORPHANS);
    assertThat(outcome.word()).isEqualTo("no-root");
  }

  @Test
  void hasNoRootWhereTheUnknownParentIsNotRemote() {
    Outcome outcome = Trace.judge(List.of(Spans.entry("service-a").under("gone").span()));

    assertThat(outcome.word()).isEqualTo("no-root");
  }

  @Test
  void hasNoRootWhereParentsGoInACircle() {
    Outcome outcome =
        Trace.judge(
            List.of(
                Spans.entry("service-a").withId("a").under("b").span(),
                Spans.entry("service-b").withId("b").under("a").span()));

    assertThat(outcome.reasons()).containsExactly(Outcome.Reason.NO_ROOT);
    assertThat(outcome.missingParents()).isEmpty();
  }

  @Test
  void putsTheGravestReasonFirst() {
    Outcome outcome = Trace.judge(spans.subList(1, 3)).with(Outcome.Reason.TRUNCATED, 3);

    assertThat(outcome.word()).isEqualTo("truncated");
    assertThat(outcome.truncated()).isEqualTo(3);
  }
}
