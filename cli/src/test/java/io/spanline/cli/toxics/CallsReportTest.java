package io.spanline.cli.toxics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.cli.toxics.CallsReport.Counted;
import io.spanline.experiments.edge.ProxiedEdge;
import io.spanline.experiments.edge.Target;
import io.spanline.experiments.toxic.CallsAround;
import io.spanline.experiments.toxic.CallsAround.ToxicTime;
import io.spanline.experiments.toxic.LastToxic;
import io.spanline.experiments.toxic.ToxicKind;
import io.spanline.experiments.toxic.ToxicLife;
import io.spanline.model.Spans;
import io.spanline.terminal.Line;
import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallsReportTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Target TARGET =
      new Target("b-to-c", List.of(new ProxiedEdge("b", "c", "b-to-c")));

  @Test
  void namesTheToxicAndWhatElseActsOnTheCalls() {
    LastToxic last =
        new LastToxic(
            life("latency", Map.of("latency", 200L, "jitter", 0L), 100, at(110)),
            List.of(life("bandwidth", Map.of("rate", 1L), 0, null)));

    CallsReport report = report(last, false, 0);

    assertThat(report.lines(80))
        .extracting(Line::toString)
        .startsWith(
            "b-to-c (b->c): latency=200 from 2026-01-01T00:01:40Z, gone at 2026-01-01T00:01:50Z",
            "another toxic of the proxy acts on these calls: bandwidth=1 by ci from"
                + " 2026-01-01T00:00:00Z, still on");
    assertThat((List<?>) report.json().get("others")).hasSize(1);
    assertThat(report.json()).containsEntry("on_now", false).containsEntry("records_left_out", 0L);
  }

  @Test
  void saysWhatItCannotTell() {
    LastToxic last = new LastToxic(life("timeout", Map.of("timeout", 0L), 100, null), List.of());

    assertThat(report(last, true, 17).lines(80))
        .extracting(Line::toString)
        .startsWith(
            "b-to-c (b->c): timeout=0 from 2026-01-01T00:01:40Z, not on now, and no record says when"
                + " it went",
            "so the calls during it may be calls after it",
            "17 records of traces, the oldest, were too many to be read: calls are missing");
    assertThat(report(last, true, 17).json())
        .containsEntry("on_now", false)
        .containsEntry("records_left_out", 17L);
    assertThat(report(last, false, 0).json()).containsEntry("on_now", true);
  }

  @Test
  void saysThatCallsWithoutAnAnswerMayBeMissing() {
    LastToxic last = new LastToxic(life("timeout", Map.of("timeout", 0L), 100, at(110)), List.of());
    ToxicTime time = last.time(at(110), Duration.ofMinutes(1));
    CallsAround untold = new CallsAround(time);
    Spans.exit("b")
        .startingAfter(Duration.between(Spans.EPOCH, at(105)))
        .inTrace("t")
        .trace()
        .calls()
        .forEach(untold::add);

    CallsReport report =
        new CallsReport(TARGET, last, false, time, new Counted(new CallsAround(time), untold, 0));

    assertThat(report.lines(80))
        .extracting(Line::toString)
        .contains(
            "1 calls without an answer may have gone through it and are not counted: their spans"
                + " name no port (server.port)");
    assertThat(report.json()).containsEntry("unattributed", 1L);
  }

  /** A baseline's warning and every verb say of a toxic what was typed. */
  @Test
  void everyKindIsSaidAsItIsTyped() {
    for (ToxicKind kind : ToxicKind.values()) {
      Map<String, Long> all = new TreeMap<>();
      kind.attributes().forEach(attribute -> all.put(attribute.name(), 0L));
      String typed = kind == ToxicKind.DOWN ? "down" : kind.word() + "=0";

      assertThat(ToxicView.words(life(kind.word(), all, 0, null).best())).isEqualTo(typed);
    }
  }

  private static CallsReport report(LastToxic last, boolean isLost, long leftOut) {
    ToxicTime time = last.time(at(110), Duration.ofMinutes(1));
    return new CallsReport(
        TARGET,
        last,
        isLost,
        time,
        new Counted(new CallsAround(time), new CallsAround(time), leftOut));
  }

  private static ToxicLife life(
      String type, Map<String, Long> attributes, long from, @Nullable Instant to) {
    ToxicChange on =
        new ToxicChange(
            "b-to-c",
            "x",
            type,
            "downstream",
            1,
            new TreeMap<>(attributes),
            null,
            "ci",
            at(from),
            at(from),
            null,
            null);
    return new ToxicLife(on, at(from), to);
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }
}
