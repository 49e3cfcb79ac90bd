package io.spanline.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.FileFormat;
import io.spanline.captures.ReplayId;
import io.spanline.captures.TimeRange;
import io.spanline.captures.api.JobAnswer;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks capture-writer for snapshots. */
public final class Snapshots {
  /** How long to wait for a snapshot in all. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  // Longer than capture-writer itself waits for the last traces of a range.
  private static final Duration TIME_OUT = Duration.ofSeconds(90);
  private static final int ACCEPTED = 202;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private final Rest rest;
  private final Rest health;

  public Snapshots(String address) {
    this(new Rest("capture-writer", address, TIME_OUT));
  }

  Snapshots(Rest rest) {
    this.rest = rest;
    this.health = rest.within(LONGEST_SILENCE);
  }

  public Snapshots(Settings settings) {
    this(
        new Rest(
            "capture-writer",
            settings.address(Port.CAPTURE_WRITER),
            TIME_OUT,
            settings.value(Catalogue.TOKEN_FILE)));
  }

  /** What became of a request. */
  public sealed interface Reply permits Taken, Waiting {}

  /** The snapshot is there. */
  public record Taken(SnapshotAnswer snapshot) implements Reply {}

  /**
   * Its traces are still to come.
   *
   * @param job path of the job that waits for them
   */
  public record Waiting(String job) implements Reply {}

  /**
   * Asks for a snapshot. While capture-writer works on it for longer than an answer may take, it is
   * asked again with the same key, so that nothing is taken twice.
   *
   * @param key that makes a repetition harmless; null for a random one
   * @param waiting is run every second
   * @throws ClientException if it is not there within {@link #LONGEST_WAIT}
   */
  public Reply ask(Map<String, ?> body, @Nullable String key, Runnable waiting) {
    String sent = key == null ? UUID.randomUUID().toString() : key;
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Rest.Answer answer =
          awaited(
              CompletableFuture.supplyAsync(
                  () -> rest.postIfInTime("/v1/snapshots", body, Map.of("Idempotency-Key", sent))),
              waiting);
      if (answer != null) {
        String location = answer.location();
        return answer.status() == ACCEPTED && location != null
            ? new Waiting(location)
            : new Taken(read(answer.body(), SnapshotAnswer.class));
      }
      mustAnswer(waiting);
      awaited(
          CompletableFuture.supplyAsync(
              () -> null, CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)),
          waiting);
    }
    throw ClientException.refused(
        "capture-writer is still working on the snapshot after %s min; ask again with idempotency key %s"
            .formatted(LONGEST_WAIT.toMinutes(), sent));
  }

  /** Whoever works on a snapshot answers this at once; whoever is not ready answers as well. */
  private void mustAnswer(Runnable waiting) {
    try {
      var unused =
          awaited(CompletableFuture.supplyAsync(() -> health.get("/health/ready")), waiting);
    } catch (ClientException e) {
      if (e.reason() == ClientException.Reason.SILENT) {
        throw e;
      }
    }
  }

  private static <T extends @Nullable Object> T awaited(
      CompletableFuture<T> answer, Runnable waiting) {
    while (true) {
      try {
        return answer.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        waiting.run();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ClientException.refused("interrupted while waiting for capture-writer");
      }
    }
  }

  public JobAnswer job(String path) {
    return read(rest.get(path), JobAnswer.class);
  }

  public void cancel(String path) {
    rest.delete(path);
  }

  /** What to do with the traces of a range. */
  public record Order(String baseline, @Nullable String label, boolean replace) {}

  public SnapshotAnswer of(TimeRange range, Order order) {
    return taken(body(range, order), () -> {});
  }

  /**
   * The traces of one replay. If the target's clock differs by more than a second from this one,
   * some may lie outside the range: the answer then has fewer traces than were found.
   *
   * @param traceIdPrefix 16 hex digits
   * @param firstRequest when its first request was sent
   * @param lastAnswer when its last answer had come, at most a second ahead of capture-writer
   */
  public record Replayed(
      ReplayId id, String traceIdPrefix, Instant firstRequest, Instant lastAnswer) {
    /** How far the clocks of one machine may differ, with the granularity of their readings. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    TimeRange range() {
      return new TimeRange(firstRequest.minus(MARGIN), lastAnswer.plus(MARGIN));
    }
  }

  /**
   * Takes exactly the traces of a replay, once assembly is past its last answer.
   *
   * @param waiting is run every second
   */
  public SnapshotAnswer of(Replayed replayed, Order order, Runnable waiting) {
    Map<String, Object> body = body(replayed.range(), order);
    body.put("where", Map.of("trace_id_prefix", replayed.traceIdPrefix()));
    body.put("replay", replayed.id().toString());
    return taken(body, waiting);
  }

  /**
   * Takes a capture, and no baseline, of all traces whose ids begin alike, once assembly is past
   * the last answer.
   *
   * @param traceIdPrefix 16 hex digits
   * @param waiting is run every second
   */
  public SnapshotAnswer capture(
      String traceIdPrefix, Instant firstRequest, Instant lastAnswer, Runnable waiting) {
    Map<String, Object> body =
        captureOnly(
            new TimeRange(firstRequest.minus(Replayed.MARGIN), lastAnswer.plus(Replayed.MARGIN)));
    body.put("where", Map.of("trace_id_prefix", traceIdPrefix));
    return taken(body, waiting);
  }

  /**
   * Takes a capture, and no baseline, of all traces of a range, once assembly is past it.
   *
   * @param waiting is run every second
   */
  public SnapshotAnswer capture(TimeRange range, String label, Runnable waiting) {
    Map<String, Object> body = captureOnly(range);
    body.put("label", label);
    return taken(body, waiting);
  }

  private static Map<String, Object> captureOnly(TimeRange range) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("from", range.from().toString());
    body.put("to", range.to().toString());
    body.put("capture_only", true);
    return body;
  }

  private static Map<String, Object> body(TimeRange range, Order order) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("from", range.from().toString());
    body.put("to", range.to().toString());
    body.put("baseline", order.baseline());
    body.put("replace", order.replace());
    if (order.label() != null) {
      body.put("label", order.label());
    }
    return body;
  }

  private SnapshotAnswer taken(Map<String, ?> body, Runnable waiting) {
    if (ask(body, null, waiting) instanceof Taken taken) {
      return taken.snapshot();
    }
    throw ClientException.refused("capture-writer waits for traces that are still to come");
  }

  private static <T> T read(JsonNode body, Class<T> type) {
    try {
      return FileFormat.read(body, type);
    } catch (IllegalArgumentException e) {
      throw ClientException.refused("capture-writer's answer is not one: " + e.getMessage());
    }
  }
}
