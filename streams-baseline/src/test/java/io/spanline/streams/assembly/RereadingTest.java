package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import io.spanline.streams.assembly.CrashingPartition.Event;
import io.spanline.topic.Ledger;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whenever it is killed, and however often: a partition knows after the restart what it knew at its
 * last commit, and all that it emits is what it would have emitted.
 */
class RereadingTest {
  private static final int STREAMS_OF_A_TEST = 25;
  private static final int RECORDS = 100;
  private static final List<TraceId> TRACES =
      IntStream.range(0, 9).mapToObj(trace -> Spans.traceId("trace-" + trace)).toList();
  private static final AssemblyRules RULES = Rules.mostSpans(3);
  // Some ten traces, some of them.
  private static final MemoryBounds BOUNDS = new MemoryBounds(120_000, 7, Long.MAX_VALUE);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void goesOnAfterARestartAsIfThereHadBeenNone(int part) {
    for (int stream = 0; stream < STREAMS_OF_A_TEST; stream++) {
      int seed = STREAMS_OF_A_TEST * part + stream;
      List<Event> events = events(new Random(seed), 0);
      CrashingPartition undisturbed = new CrashingPartition(RULES, BOUNDS, events);
      while (!undisturbed.isOver()) {
        undisturbed.next();
      }
      undisturbed.commit();

      CrashingPartition disturbed = disturbed(events, BOUNDS, seed);

      assertThat(disturbed.emitted().stream().sorted())
          .as("stream %d", seed)
          .isEqualTo(undisturbed.emitted().stream().sorted().toList());
      assertThat(disturbed.memory().account().ledger(disturbed.memory().open(), 0))
          .isEqualTo(undisturbed.memory().account().ledger(undisturbed.memory().open(), 0))
          .matches(ledger -> ledger.balanced() && ledger.spans().expired() == 0);
    }
  }

  /**
   * Then there is no undisturbed run to compare with: what is forgotten depends on the commits, and
   * a clock that stamps took ahead is behind for a second after a restart.
   */
  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_001, 1_002, 1_003})
  void knowsAgainWhatItKnewThoughItForgetsEarlyAndStampsAreAhead(int part) {
    for (int stream = 0; stream < STREAMS_OF_A_TEST; stream++) {
      int seed = STREAMS_OF_A_TEST * part + stream;
      MemoryBounds bounds = new MemoryBounds(120_000, 7, 2_000);

      CrashingPartition disturbed = disturbed(events(new Random(seed), 4_000), bounds, seed);

      assertThat(disturbed.memory().closed().heapBytes()).isLessThan(10_000);
    }
  }

  /** Commits at random, dies after every k-th record, and is checked after each restart. */
  private static CrashingPartition disturbed(List<Event> events, MemoryBounds bounds, int seed) {
    Random random = new Random(seed);
    int every = 1 + random.nextInt(9);
    int mostDeaths = 2 * RECORDS / every;
    CrashingPartition partition = new CrashingPartition(RULES, bounds, events);
    List<String> known = partition.known(TRACES);
    int records = 0;
    int deaths = 0;
    while (!partition.isOver()) {
      boolean isRecord = partition.next();
      records += isRecord ? 1 : 0;
      if (random.nextInt(isRecord ? 4 : 30) == 0) {
        partition.commit();
        known = partition.known(TRACES);
      }
      if (records == every && deaths++ < mostDeaths) {
        records = 0;
        partition.crash();
        assertThat(partition.known(TRACES))
            .as("stream %d at %d", seed, partition.at())
            .isEqualTo(known);
      }
    }
    partition.commit();
    assertThat(partition.readAgain()).isPositive();
    return partition;
  }

  /** Records of one span and of several, of traces in turns, with pauses; then all is over. */
  private static List<Event> events(Random random, int mostAheadMillis) {
    List<Event> events = new ArrayList<>();
    long wall = Spans.EPOCH.toEpochMilli();
    long stamp = wall;
    for (int i = 0; i < RECORDS; i++) {
      long step = random.nextInt(4) == 0 ? 0 : random.nextInt(600);
      wall += step;
      // A broker's stamps never go back; some are ahead of this machine's clock.
      stamp =
          Math.max(
              stamp, wall + (random.nextInt(10) == 0 ? random.nextInt(1 + mostAheadMillis) : 0));
      events.add(new Event(wall, stamp, record(random)));
      if (random.nextInt(12) == 0) {
        wall = pause(events, wall, random.nextInt(150));
      }
    }
    pause(events, wall, 200);
    return events;
  }

  private static long pause(List<Event> events, long wall, int ticks) {
    for (int i = 1; i <= ticks; i++) {
      events.add(new Event(wall + 100L * i, 0, null));
    }
    return wall + 100L * ticks;
  }

  private static byte[] record(Random random) {
    if (random.nextInt(25) == 0) {
      return new byte[] {-1};
    }
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    int spans = random.nextInt(4) == 0 ? 1 + random.nextInt(6) : 1;
    for (int i = 0; i < spans; i++) {
      record.writeBytes(span(random).fragment().toByteArray());
    }
    return record.toByteArray();
  }

  /** Of few traces and few ids, so that copies come, late ones and some that have not ended. */
  private static Span span(Random random) {
    // One is much larger than its caps, and too large to be opened again for each late span.
    int trace = random.nextInt(3) == 0 ? 0 : random.nextInt(9);
    int id = random.nextInt(trace == 0 ? 60 : 9);
    Random own = new Random(31L * trace + id);
    SpanKind kind = SpanKind.values()[own.nextInt(SpanKind.values().length)];
    boolean isLarge = trace == 1 && id == 1;
    Spans span =
        Spans.of("service-" + own.nextInt(4), kind)
            .inTrace("trace-" + trace)
            .withId("span-" + id)
            .with("text", "x".repeat(isLarge ? 300_000 : own.nextInt(300)));
    Spans under = own.nextInt(5) == 0 ? span : span.under("span-" + own.nextInt(9));
    return random.nextInt(6) == 0
        ? under.edited(otlp -> otlp.clearEndTimeUnixNano()).span()
        : under.span();
  }

  @Test
  void countsAsExpiredWhatTheInputHoldsNoMore() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Span span = Spans.entry("a").inTrace("t" + i).span();
      events.add(new Event(1_000, 1_000, span.fragment().toByteArray()));
    }
    CrashingPartition partition =
        new CrashingPartition(Rules.mostSpans(8), Rules.NO_BOUNDS, events);
    events.forEach(event -> partition.next());
    partition.commit();
    partition.keepFrom(4);

    partition.crash();

    Ledger ledger = partition.memory().account().ledger(partition.memory().open(), 0);
    assertThat(ledger.spans()).isEqualTo(new Ledger.Spans(10, 0, 0, 0, 0, 4, 6));
    assertThat(ledger.balanced()).isTrue();
  }

  /** Positions then come twice, and those of the first time say nothing of the second. */
  @ParameterizedTest
  @ValueSource(ints = {2_001, 2_002, 2_003, 2_004})
  void knowsAgainWhatItKnewThoughTheOffsetsWereSetBack(int seed) {
    Random random = new Random(seed);
    List<Event> events = events(random, 0);
    CrashingPartition partition = new CrashingPartition(RULES, BOUNDS, events);
    for (int rewinds = 0; !partition.isOver(); ) {
      if (rewinds < 3 && random.nextInt(100) == 0) {
        partition.seek(0);
        rewinds++;
      }
      partition.next();
      if (random.nextInt(3) == 0) {
        partition.commit();
        List<String> known = partition.known(TRACES);
        partition.crash();
        assertThat(partition.known(TRACES)).as("at %d", partition.at()).isEqualTo(known);
      }
    }
    assertThat(partition.readAgain()).isPositive();
  }

  @Test
  void saysWhichSpansItDoesNotFindAgain() {
    byte[] record = Spans.entry("a").span().fragment().toByteArray();
    List<Event> events = new ArrayList<>(List.of(new Event(1_000, 1_000, record)));
    CrashingPartition partition = new CrashingPartition(RULES, BOUNDS, events);
    partition.next();
    partition.commit();
    events.set(0, new Event(1_000, 1_000, new byte[] {-1}));

    assertThatThrownBy(partition::crash)
        .isInstanceOf(OpenSpansException.class)
        .hasMessage(
            "partition 0 must have 1 spans open, has 0 by its rows and offsets 0 to 1 of the input;"
                + " either the topic was made anew, or another release reads its spans differently,"
                + " or this is our mistake: keep state and topic for whoever looks into it");
  }
}
