package io.spanline.harness.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.harness.traffic.TracePlan.Chapter;
import io.spanline.harness.traffic.TracePlan.Sending;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TracePlanTest {
  private static final Instant BASE = Instant.parse("2026-01-01T00:00:10Z");

  private final TracePlan plan = new TracePlan(7, 200, BASE);

  @Test
  void aSeedDeterminesEveryChapter() {
    assertThat(plan.chapter(3)).isEqualTo(new TracePlan(7, 200, BASE).chapter(3));
    assertThat(plan.chapter(3)).isNotEqualTo(plan.chapter(4));
    assertThat(plan.chapter(3)).isNotEqualTo(new TracePlan(8, 200, BASE).chapter(3));
  }

  @Test
  void theSameTracesComeFromAnotherTimeShifted() {
    Duration shift = Duration.ofMinutes(30);
    List<Span> earlier = new TracePlan(7, 200, BASE.minus(shift)).chapter(2).spans();

    List<Span> now = plan.chapter(2).spans();

    assertThat(earlier.stream().map(span -> span.traceId() + " " + span.key()))
        .isEqualTo(now.stream().map(span -> span.traceId() + " " + span.key()).toList());
    assertThat(earlier.stream().map(span -> span.end().plus(shift)))
        .isEqualTo(now.stream().map(Span::end).toList());
  }

  @Test
  void everySpanEndsWithinItsChapterAndBeforeItIsSent() {
    for (int number = 0; number < 5; number++) {
      Instant start = BASE.plus(TracePlan.CHAPTER.multipliedBy(number));
      for (Sending sending : plan.chapter(number).sendings()) {
        Instant end = sending.span().end();
        assertThat(end).isBetween(start, start.plus(TracePlan.CHAPTER).minusNanos(1));
        assertThat(end).isBefore(start.plus(sending.at()).plusMillis(100));
      }
    }
  }

  @Test
  void everySpanIsSentAndSomeAreSentTwice() {
    Chapter chapter = plan.chapter(0);
    List<Span> sent = chapter.sendings().stream().map(Sending::span).toList();

    assertThat(new HashSet<>(sent)).isEqualTo(new HashSet<>(chapter.spans()));
    assertThat(sent.size()).isGreaterThan(chapter.spans().size());
    assertThat(chapter.spans()).doesNotHaveDuplicates();
  }

  @Test
  void someTracesAreUnderWayAtOnceAndByFarNotAll() {
    assertThat(plan.mostUnderWay(2)).isBetween(2, 60);
  }

  @Test
  void everyCallNamesTheServiceThatAnswersItAndSomeAreNotAnswered() {
    List<Span> spans = plan.chapter(0).spans();
    Map<SpanId, String> answering = new HashMap<>();
    spans.stream()
        .filter(span -> span.kind().isEntry() && span.parentId() != null)
        .forEach(span -> answering.put(span.parentId(), span.service()));
    Set<Boolean> answered = new HashSet<>();
    for (Span exit : spans.stream().filter(span -> span.kind() == SpanKind.CLIENT).toList()) {
      String callee = answering.get(exit.spanId());
      answered.add(callee != null);
      assertThat(exit.attribute("peer.service").orElseThrow())
          .isEqualTo(callee == null ? "generated-c" : callee);
    }
    assertThat(answered).containsExactlyInAnyOrder(true, false);
  }
}
