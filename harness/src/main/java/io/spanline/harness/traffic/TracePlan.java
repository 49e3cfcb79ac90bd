package io.spanline.harness.traffic;

import io.spanline.model.Span;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An endless list of traces that a seed determines, in chapters of {@link #CHAPTER}: shuffled, some
 * spans twice, some late, but none later than a trace is remembered.
 *
 * @param tracesPerChapter how dense they are
 * @param base when the first chapter starts; at the start of a window, so that the same traces at
 *     another time fall into windows in the same way
 */
public record TracePlan(long seed, int tracesPerChapter, Instant base) {
  /** The default length of a window; chapters are aligned as windows are. */
  public static final Duration CHAPTER = Duration.ofSeconds(10);

  private static final long LONGEST_TRACE_MILLIS = 400;
  private static final int DUPLICATES_PERCENT = 4;
  private static final long DUPLICATE_MILLIS = 1500;

  /**
   * The traces that end within one window of the statistics.
   *
   * @param spans each once
   * @param sendings in the order of their time; some spans are sent twice
   */
  public record Chapter(List<Span> spans, List<Sending> sendings) {
    public Chapter {
      spans = List.copyOf(spans);
      sendings = List.copyOf(sendings);
    }
  }

  /**
   * A span on its way.
   *
   * @param at since the chapter's start
   */
  public record Sending(Duration at, Span span) {}

  public TracePlan {
    if (base.getEpochSecond() % CHAPTER.toSeconds() != 0 || base.getNano() != 0) {
      throw new IllegalArgumentException("base must be the start of a window, was " + base);
    }
  }

  /** The traces of this seed from the window on that a moment is in. */
  public static TracePlan from(long seed, int tracesPerChapter, Instant moment) {
    long seconds = CHAPTER.toSeconds();
    Instant base = Instant.ofEpochSecond(moment.getEpochSecond() / seconds * seconds);
    return new TracePlan(seed, tracesPerChapter, base);
  }

  /** The chapter of this number, counted from 0; the same whenever it is asked for. */
  public Chapter chapter(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    List<Span> spans = new ArrayList<>();
    List<Sending> sendings = new ArrayList<>();
    long chapterMillis = CHAPTER.toMillis();
    // All that a trace does is over before the chapter is: a message is taken 50 ms later at most.
    long startable = chapterMillis - LONGEST_TRACE_MILLIS - 100;
    for (int n = 0; n < tracesPerChapter; n++) {
      long startMillis = startable * n / tracesPerChapter;
      List<Span> made = trace(random, base.plusMillis(number * chapterMillis + startMillis));
      spans.addAll(made);
      send(made, startMillis + LONGEST_TRACE_MILLIS, random, sendings);
    }
    sendings.sort(Comparator.comparing(Sending::at));
    return new Chapter(spans, sendings);
  }

  /** The spans of the first chapters, each once. */
  public List<Span> spans(int chapters) {
    return IntStream.range(0, chapters)
        .mapToObj(this::chapter)
        .flatMap(chapter -> chapter.spans().stream())
        .toList();
  }

  /** The most traces of the first chapters that are sent in part at one moment. */
  public int mostUnderWay(int chapters) {
    int most = 0;
    for (int number = 0; number < chapters; number++) {
      Map<TraceId, Duration> first = new HashMap<>();
      Map<TraceId, Duration> last = new HashMap<>();
      Set<Span> sent = new HashSet<>();
      for (Sending sending : chapter(number).sendings()) {
        if (sent.add(sending.span())) {
          first.putIfAbsent(sending.span().traceId(), sending.at());
          last.put(sending.span().traceId(), sending.at());
        }
      }
      SortedMap<Duration, Integer> changes = new TreeMap<>();
      first.values().forEach(begin -> changes.merge(begin, 1, Integer::sum));
      last.values().forEach(end -> changes.merge(end.plusNanos(1), -1, Integer::sum));
      int underWay = 0;
      for (int change : changes.values()) {
        underWay += change;
        most = Math.max(most, underWay);
      }
    }
    return most;
  }

  private static List<Span> trace(Random random, Instant start) {
    TraceMaker maker = new TraceMaker(random, start);
    int shape = random.nextInt(100);
    // Many quick ones and a few slow: each a number of nanoseconds of its own.
    long nanos = 20_000_000L + (long) (Math.pow(random.nextDouble(), 4) * 370_000_000L);
    return maker.make(shape, new TraceMaker.Interval(random.nextInt(1_000_000), nanos));
  }

  private static void send(List<Span> made, long atMillis, Random random, List<Sending> sendings) {
    List<Span> shuffled = new ArrayList<>(made);
    Collections.shuffle(shuffled, random);
    for (Span span : shuffled) {
      long at = atMillis + delayMillis(random);
      sendings.add(new Sending(Duration.ofMillis(at), span));
      if (random.nextInt(100) < DUPLICATES_PERCENT) {
        long again = at + random.nextLong(DUPLICATE_MILLIS);
        sendings.add(new Sending(Duration.ofMillis(again), span));
      }
    }
  }

  /** Most come at once, some within the time that a complete trace is waited for. */
  private static long delayMillis(Random random) {
    return random.nextInt(10) < 8 ? random.nextLong(50) : random.nextLong(1400);
  }
}
