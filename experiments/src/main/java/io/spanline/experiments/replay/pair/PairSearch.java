package io.spanline.experiments.replay.pair;

import io.spanline.clients.ClientException;
import io.spanline.clients.Deadline;
import io.spanline.clients.LedgerWatch;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.CommittedReader;
import io.spanline.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds the traces of a replay: waits until assembly is done with its last request, then reads the
 * topic {@code traces} from where it ended before the first one.
 */
public final class PairSearch {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(40);
  // A transaction of streams-baseline ends or is aborted within 10 s.
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

  private final String kafka;
  private final LedgerWatch.Waits waits;
  private final Duration longestWait;
  private final Map<TopicPartition, Long> starts;

  private PairSearch(Settings settings, Duration longestWait) {
    this.kafka = settings.address(Port.KAFKA);
    this.waits =
        new LedgerWatch.Waits(
            settings.value(Catalogue.TRACE_GAP), settings.value(Catalogue.TRACE_SETTLE));
    this.longestWait = longestWait;
    try (TopicOffsets offsets = new TopicOffsets(kafka)) {
      this.starts = offsets.ends(Topics.TRACES);
    } catch (KafkaException e) {
      throw silent(e);
    }
  }

  /**
   * What was found.
   *
   * @param notClosed why a pair may be missing, in a sentence each; empty if assembly was done
   */
  public record Result(Pairs pairs, List<String> notClosed) {
    public Result {
      notClosed = List.copyOf(notClosed);
    }
  }

  /**
   * A search that begins where the topic ends now: before the first request.
   *
   * @throws ClientException if Kafka does not answer or has no such topic
   */
  public static PairSearch fromNow(Settings settings) {
    return fromNow(settings, LONGEST_WAIT);
  }

  static PairSearch fromNow(Settings settings, Duration longestWait) {
    return new PairSearch(settings, longestWait);
  }

  /**
   * Waits 40 s at most, then reads.
   *
   * @throws ClientException if Kafka does not answer
   */
  public Result find(TracePrefix prefix, Instant lastAnswer, PairProgress progress) {
    Deadline deadline = Deadline.in(longestWait);
    TraceTable table = new TraceTable(prefix);
    try (TopicOffsets offsets = new TopicOffsets(kafka)) {
      List<String> notClosed = new ArrayList<>(await(offsets, lastAnswer, deadline, progress));
      read(offsets, new TraceReading(prefix, table), deadline, progress, notClosed);
      return new Result(table, notClosed);
    } catch (KafkaException e) {
      throw silent(e);
    }
  }

  private List<String> await(
      TopicOffsets offsets, Instant lastAnswer, Deadline deadline, PairProgress progress) {
    try (LedgerWatch ledger =
        new LedgerWatch(
            offsets.readerOf(Topics.LEDGER),
            offsets.partitions(Topics.OTLP_SPANS),
            () -> offsets.ends(Topics.OTLP_SPANS),
            Clock.systemUTC())) {
      return ledger.await(
          lastAnswer,
          waits,
          deadline::isOver,
          () -> progress.waiting(longestWait.minus(deadline.left())));
    }
  }

  private void read(
      TopicOffsets offsets,
      TraceReading reading,
      Deadline deadline,
      PairProgress progress,
      List<String> notClosed) {
    Map<TopicPartition, CommittedReader.Extent> extents = extents(offsets, notClosed);
    Duration patience =
        deadline.left().compareTo(LEAST_PATIENCE) > 0 ? deadline.left() : LEAST_PATIENCE;
    try (CommittedReader<byte[], byte[]> reader =
        new CommittedReader<>(TopicOffsets.reader(kafka), extents, patience)) {
      while (reader.hasMore()) {
        reader.next(reading::add);
        progress.reading(reading.traces());
      }
    } catch (TimeoutException e) {
      // If Kafka no longer answers, this says so.
      var unused = offsets.ends(Topics.TRACES);
      notClosed.add(
          "the topic %s was not read to its end, since a transaction does not end"
              .formatted(Topics.TRACES.name()));
    }
  }

  /**
   * From where it began to what is written now, by open transactions too: a ledger row may be seen
   * before the traces that were committed with it, so the reader waits for their end.
   */
  private Map<TopicPartition, CommittedReader.Extent> extents(
      TopicOffsets offsets, List<String> notClosed) {
    Map<TopicPartition, Long> firsts = offsets.beginnings(Topics.TRACES);
    Map<TopicPartition, CommittedReader.Extent> extents = new HashMap<>();
    offsets
        .ends(Topics.TRACES)
        .forEach(
            (partition, end) -> {
              long first = firsts.getOrDefault(partition, 0L);
              long start = starts.getOrDefault(partition, 0L);
              if (first > start) {
                notClosed.add("%s has lost its records before %s".formatted(partition, first));
              }
              extents.put(partition, new CommittedReader.Extent(Math.max(first, start), end));
            });
    return extents;
  }

  private RuntimeException silent(KafkaException e) {
    return e instanceof InterruptException ? e : TopicOffsets.silent(kafka, e);
  }
}
