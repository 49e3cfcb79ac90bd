package io.spanline.streams.statistics;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.SpanFacts;
import io.spanline.model.Spans;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsRow;
import io.spanline.streams.assembly.AssemblyOutput;
import io.spanline.streams.assembly.Contribution;
import io.spanline.streams.assembly.Contribution.Answer;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import io.spanline.streams.assembly.Contribution.Counted;
import io.spanline.streams.assembly.Contribution.Ended;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both stages on contributions as assembly makes them, be they of revisions long apart. */
class WindowedStatisticsTest {
  private static final Instant START = Spans.EPOCH;
  // After each emission all rows leave the heap, and the next one reads them back.
  private static final long NO_HEAP = 0;
  private static final Counted COUNTED =
      new Counted(START.plusSeconds(1).toEpochMilli(), START.plusSeconds(1).toEpochMilli());
  private static final SpanFacts EXIT = exit(Duration.ZERO);
  private static final Answer ANSWER = new Answer(ms(30).toNanos(), ms(10).toNanos());

  private final StatisticsRules rules =
      new StatisticsRules(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofSeconds(60), 1);
  private final Deque<AssemblyOutput> said = new ArrayDeque<>();
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, String> turns;
  private final TestOutputTopic<String, StatisticsRow> rows;
  private final Map<String, StatisticsRow> latest = new TreeMap<>();

  WindowedStatisticsTest(@TempDir Path state) {
    driver = FoldDriver.of(state, rules, this::updates);
    turns =
        driver.createInputTopic(
            "turns", Serdes.String().serializer(), Serdes.String().serializer());
    rows = FoldDriver.rows(driver, Topics.STATISTICS_DIGESTS);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void countsALateAnswerUnderTheNameThatItsCallWasCountedUnder() {
    emit(1, call(EXIT, "some-proxy"));

    emit(40, answer(EXIT, "some-proxy"));
    report(41);

    assertThat(calls("service-a->some-proxy", START).server().count()).isEqualTo(1);
    assertThat(read()).hasSize(1);
  }

  @Test
  void findsTheCallOfALateAnswerThatHadNoPlaceOfItsOwn() {
    emit(1, update(EXIT, "taken", ms(40).toNanos(), ANSWER, null));
    emit(1, call(EXIT, "service-b"));

    emit(40, answer(EXIT, "service-b"));
    report(41);

    assertThat(calls("__overflow__->__overflow__", START).unanswered()).isZero();
    assertThat(calls("__overflow__->__overflow__", START).server().count()).isEqualTo(1);
    assertThat(calls("service-a->taken", START).server().count()).isEqualTo(1);
  }

  @Test
  void findsTheCallOfALateAnswerWhoseClockIsAnHourAhead() {
    SpanFacts ahead = exit(Duration.ofHours(1));
    emit(1, call(ahead, "service-b"));

    emit(40, answer(ahead, "service-b"));
    report(41);

    assertThat(read()).hasSize(1);
    assertThat(calls("service-a->service-b", START).unanswered()).isZero();
  }

  @Test
  void countsAnAnswerNowhereOnceTheWindowOfItsCallIsOver() {
    SpanFacts old = exit(Duration.ofMinutes(-59));
    emit(1, call(old, "service-b"));
    report(2);

    emit(90, answer(old, "service-b"));
    report(91);

    assertThat(read().values())
        .extracting(row -> ((CallTally) row.tally()).unanswered())
        .containsExactly(1L);
  }

  @Test
  void addsTheTimeOfARequestThatEndsLaterToTheRowThatCountedIt() {
    Spans request = Spans.entry("service-b").named("op");
    SpanFacts ended = request.took(ms(12_000)).failed().span().facts();
    SpanFacts unfinished = request.edited(span -> span.clearEndTimeUnixNano()).span().facts();
    emit(1, new Contribution(List.of(unfinished), List.of(), List.of(), List.of()));

    emit(
        20,
        new Contribution(
            List.of(), List.of(), List.of(new Ended(ended, null, COUNTED)), List.of()));
    report(21);

    assertThat(read()).containsOnlyKeys("service-b@" + START, "service-b/op@" + START);
    for (StatisticsRow row : read().values()) {
      assertThat(row.tally().count()).isEqualTo(1);
      // As both copies say; that an error is added once is for assembly to see to.
      assertThat(row.tally().errors()).isEqualTo(2);
      assertThat(((RequestTally) row.tally()).latencies().maxNanos())
          .isEqualTo(ms(12_000).toNanos());
    }
  }

  @Test
  void addsTheTimeOfACallThatEndsLaterToItsEdge() {
    emit(1, update(EXIT, "service-b", null, null, null));

    emit(
        20,
        new Contribution(
            List.of(), List.of(), List.of(new Ended(EXIT, "service-b", COUNTED)), List.of()));
    report(21);

    CallTally calls = calls("service-a->service-b", START);
    assertThat(calls.count()).isEqualTo(1);
    assertThat(calls.unanswered()).isEqualTo(1);
    assertThat(calls.client().sumNanos()).isEqualTo(ms(40).toNanos());
    assertThat(calls.client().count()).isEqualTo(1);
  }

  private void emit(int seconds, CallUpdate update) {
    emit(seconds, new Contribution(List.of(), List.of(update), List.of(), List.of()));
  }

  private void emit(int seconds, Contribution contribution) {
    long clock = START.plusSeconds(seconds).toEpochMilli();
    say(seconds, new AssemblyOutput.Emitted(null, contribution, clock));
  }

  private static CallUpdate call(SpanFacts exit, String callee) {
    return update(exit, callee, ms(40).toNanos(), null, null);
  }

  /** The late answer of a call that the first emission counted. */
  private static CallUpdate answer(SpanFacts exit, String callee) {
    return update(exit, callee, ms(40).toNanos(), ANSWER, at(1));
  }

  private static CallUpdate update(
      SpanFacts exit,
      String callee,
      @Nullable Long clientNanos,
      @Nullable Answer answer,
      @Nullable Counted counted) {
    return new CallUpdate("service-a", callee, exit, clientNanos, answer, counted);
  }

  /** The emission of that second. */
  private static Counted at(int seconds) {
    long millis = START.plusSeconds(seconds).toEpochMilli();
    return new Counted(millis, millis);
  }

  private void report(int seconds) {
    Instant watermark = START.plusSeconds(seconds);
    say(
        seconds,
        new AssemblyOutput.Progress(
            new Ledger(
                0,
                new Ledger.Records(0, 0, 0),
                new Ledger.Spans(0, 0, 0, 0, 0, 0, 0),
                0,
                0,
                watermark,
                null,
                0)));
  }

  private void say(int seconds, AssemblyOutput assembled) {
    said.add(assembled);
    turns.pipeInput("", "", START.plusSeconds(seconds));
  }

  private Map<String, StatisticsRow> read() {
    // What came within a second of what was published is published at its end.
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    rows.readKeyValuesToList().stream()
        .filter(row -> row.value != null)
        .forEach(row -> latest.put(row.key, row.value));
    return latest;
  }

  private CallTally calls(String edge, Instant window) {
    @Nullable StatisticsRow row = read().get(edge + "@" + window);
    assertThat(row).as("%s of %s", edge, latest.keySet()).isNotNull();
    return (CallTally) row.tally();
  }

  private static SpanFacts exit(Duration start) {
    return Spans.exit("service-a").startingAfter(start).took(ms(40)).span().facts();
  }

  /** What assembly says does not travel on topics: a record is a turn to take the next of it. */
  private KStream<String, StatisticsUpdate> updates(StreamsBuilder builder) {
    return builder.stream("turns", Consumed.with(Serdes.String(), Serdes.String()))
        .mapValues(turn -> said.remove())
        .process(
            new WindowedStatisticsSupplier(rules, new NameLimits(1, 1, 1), NO_HEAP),
            Named.as("windowed-statistics"));
  }
}
