package io.spanline.experiments.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.replay.Pair;
import io.spanline.captures.replay.ReplayManifest.PairCounts;
import io.spanline.captures.replay.ReplayManifest.Result;
import io.spanline.captures.replay.ReplayManifest.Word;
import io.spanline.experiments.replay.send.End;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.experiments.replay.send.StatusCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReplayOutcomeTest {
  private static final int PLANNED = 1_000;
  private static final PairsFound LOOKED = new PairsFound(line -> Pair.FOUND, null, List.of());
  private static final PairCounts ALL = new PairCounts(PLANNED, 0, 0, 0, 0);

  @Test
  void figuresHoldUpToTheShareThatMayBeMissing() {
    Result result =
        ReplayOutcome.of(
            report(10, 0, Map.of("connection refused", 50L), new End.Complete()),
            StatusCheck.CAPTURED,
            LOOKED,
            new PairCounts(PLANNED - 10, 0, 10, 0, 0));

    assertThat(result.holds()).isTrue();
    assertThat(result.reasons()).isEmpty();
  }

  @Test
  void moreThanFivePercentWithoutAnAnswerDoNotHoldUnlessAnyAnswerWill() {
    SendReport report = report(0, 0, Map.of("connection refused", 51L), new End.Complete());

    assertThat(ReplayOutcome.of(report, StatusCheck.CAPTURED, LOOKED, ALL))
        .isEqualTo(
            new Result(
                Word.UNANSWERED, List.of("51 of 1000 requests had no answer: connection refused")));
    assertThat(ReplayOutcome.of(report, StatusCheck.OFF, LOOKED, ALL).holds()).isTrue();
  }

  @Test
  void moreThanOnePercentWithoutATraceDoNotHold() {
    Result result =
        ReplayOutcome.of(
            report(0, 0, Map.of(), new End.Complete()),
            StatusCheck.CAPTURED,
            new PairsFound(line -> Pair.FOUND, null, List.of("assembly of otlp_spans-0 is behind")),
            new PairCounts(PLANNED - 111, 100, 8, 2, 1));

    assertThat(result.word()).isEqualTo(Word.UNPAIRED);
    assertThat(result.reasons())
        .containsExactly(
            "11 of 1000 requests have no trace of their own: 100 incomplete, 8 not recorded, 2"
                + " trace restarted, 1 twice",
            "assembly of otlp_spans-0 is behind");
  }

  @Test
  void tracesThatNobodyCouldLookForDoNotHold() {
    SendReport report = report(0, 0, Map.of(), new End.Complete());

    assertThat(word(report, PairsFound.none("Kafka does not answer"))).isEqualTo(Word.UNPAIRED);
    assertThat(word(report, PairsFound.none(PairsFound.NOT_WANTED))).isEqualTo(Word.COMPLETE);
    assertThat(word(report, PairsFound.none(PairsFound.INTERRUPTED))).isEqualTo(Word.INTERRUPTED);
  }

  @Test
  void theGravestReasonIsTheWordAndAllAreSaid() {
    SendReport report =
        report(500, 2, Map.of("not HTTP", 900L), new End.Stopped("GET /a: 200 then, 400 now"));

    Result result = ReplayOutcome.of(report, StatusCheck.CAPTURED, LOOKED, ALL);

    assertThat(result.word()).isEqualTo(Word.STOPPED);
    assertThat(result.reasons()).hasSize(3).first().isEqualTo("GET /a: 200 then, 400 now");
    assertThat(word(report(11, 0, Map.of(), new End.Complete()), LOOKED))
        .isEqualTo(Word.COULD_NOT_KEEP_UP);
    assertThat(word(report(0, 0, Map.of(), new End.Interrupted()), LOOKED))
        .isEqualTo(Word.INTERRUPTED);
  }

  private static Word word(SendReport report, PairsFound found) {
    return ReplayOutcome.of(report, StatusCheck.CAPTURED, found, found.pairs() == null ? null : ALL)
        .word();
  }

  private static SendReport report(long late, long dropped, Map<String, Long> errors, End end) {
    return new SendReport(
        Instant.EPOCH,
        Instant.EPOCH,
        PLANNED,
        PLANNED - dropped,
        late,
        dropped,
        0,
        new TreeMap<>(errors),
        new TreeMap<>(),
        new TreeMap<>(),
        new Histogram(3),
        new Histogram(3),
        new Histogram(3),
        null,
        end);
  }
}
