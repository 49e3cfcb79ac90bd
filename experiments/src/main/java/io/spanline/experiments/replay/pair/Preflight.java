package io.spanline.experiments.replay.pair;

import io.spanline.clients.ClientException;
import io.spanline.clients.Deadline;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Looks whether the traces of requests will arrive, by sending one. */
public final class Preflight {
  private static final Duration IN_TIME = Duration.ofSeconds(5);
  // Long enough to tell late from never: an SDK that is not told otherwise sends each 5 s.
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Settings settings;
  private final Duration inTime;
  private final Duration longest;

  public Preflight(Settings settings) {
    this(settings, IN_TIME, LONGEST);
  }

  Preflight(Settings settings, Duration inTime, Duration longest) {
    this.settings = settings;
    this.inTime = inTime;
    this.longest = longest;
  }

  /** Sends a request. */
  @FunctionalInterface
  public interface Sending {
    /** Waits for the answer; returns why there is none, or null if there is. */
    @Nullable String send() throws InterruptedException;
  }

  /** Sends a request that only has to be answered. */
  public static PreflightResult answered(ReplayCase request, Sending sending)
      throws InterruptedException {
    String noAnswer = sending.send();
    return noAnswer == null
        ? new PreflightResult(PreflightResult.Finding.ANSWERED, "")
        : PreflightWords.noAnswer(request, noAnswer);
  }

  /**
   * Sends a request and waits for a span of its trace, 15 s at most.
   *
   * @param ids what the request says of its trace
   */
  public PreflightResult check(ReplayCase request, TracePrefix.Ids ids, Sending sending)
      throws InterruptedException {
    PreflightWords words = new PreflightWords(settings, request, inTime, longest);
    try (TopicOffsets offsets = new TopicOffsets(settings.address(Port.KAFKA));
        Consumer<byte[], byte[]> consumer = offsets.tailOf(Topics.OTLP_SPANS)) {
      Instant asked = Instant.now();
      String noAnswer = sending.send();
      if (noAnswer != null) {
        return PreflightWords.noAnswer(request, noAnswer);
      }
      Seen seen = new Seen(request, ids, asked, Instant.now());
      Duration took = await(consumer, seen);
      if (took == null) {
        // What was not heard may be Kafka's end.
        var unused = offsets.ends(Topics.OTLP_SPANS);
        return words.missing(seen);
      }
      return took.compareTo(inTime) > 0 ? words.late(took) : PreflightResult.arrived(took);
    } catch (ClientException e) {
      return words.noKafka(String.valueOf(e.getMessage()));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      return words.noKafka(
          String.valueOf(TopicOffsets.silent(settings.address(Port.KAFKA), e).getMessage()));
    }
  }

  /** How long the first span of the trace took; null if none came. */
  private @Nullable Duration await(Consumer<byte[], byte[]> consumer, Seen seen) {
    Deadline deadline = Deadline.in(longest);
    while (!deadline.isOver()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (seen.add(record.value())) {
          return longest.minus(deadline.left());
        }
      }
    }
    return null;
  }
}
