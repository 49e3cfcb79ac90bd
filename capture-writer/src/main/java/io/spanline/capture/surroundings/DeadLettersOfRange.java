package io.spanline.capture.surroundings;

import io.spanline.capture.kafka.TopicSlice;
import io.spanline.capture.kafka.TraceRecord;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.DeadLetters;
import io.spanline.topic.DeadLetterHeaders;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** The dead letters that came with the spans of a range, counted by reason. */
final class DeadLettersOfRange {
  // A letter may be 2 MiB large; a snapshot of a bad day must not wait for gigabytes of them.
  private static final int MOST = 50_000;
  private static final long MOST_BYTES = 64 << 20;

  private final String kafka;
  private final Duration onTheWay;
  private final int most;

  /**
   * A counter that has not asked yet.
   *
   * @param onTheWay how long a span of the range may take to come
   */
  DeadLettersOfRange(String kafka, Duration onTheWay) {
    this(kafka, onTheWay, MOST);
  }

  /** The same with another bound on how many letters it reads. */
  DeadLettersOfRange(String kafka, Duration onTheWay, int most) {
    this.kafka = kafka;
    this.onTheWay = onTheWay;
    this.most = most;
  }

  /**
   * The letters of a range, or why they are not known. Several partitions write to the topic, and
   * one that lags behind the others puts older letters after newer ones: it is read to its end.
   *
   * @throws Refusal only if the snapshot was called off
   */
  DeadLetters during(TimeRange range, StopSignal stop) {
    Count count = new Count(new TimeRange(range.from(), range.to().plus(onTheWay)));
    String topic = Topics.DEAD_LETTERS.name();
    String unknown = null;
    try (TopicSlice slice = new TopicSlice(kafka, topic, range.from(), stop)) {
      slice.read(null, stop, count::add);
    } catch (EnoughException e) {
      unknown = "only the first %d of them were read".formatted(count.letters);
    } catch (Refusal | IOException e) {
      stop.check();
      unknown = "the topic %s could not be read: %s".formatted(topic, e.getMessage());
    }
    return new DeadLetters(unknown, count.reasons);
  }

  private final class Count {
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private final TimeRange came;
    private long letters;
    private long bytes;

    Count(TimeRange came) {
      this.came = came;
    }

    void add(TraceRecord letter) {
      if (letters >= most || bytes >= MOST_BYTES) {
        throw new EnoughException();
      }
      letters++;
      bytes += letter.value() == null ? 0 : letter.value().length;
      if (came.contains(letter.time())) {
        reasons.merge(DeadLetterHeaders.reason(letter.headers()), 1L, Long::sum);
      }
    }
  }

  /** Ends a reading at its bound. */
  private static final class EnoughException extends RuntimeException {
    EnoughException() {
      super(null, null, false, false);
    }
  }
}
