package io.spanline.capture.surroundings;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import io.spanline.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at Toxiproxy every second and remembers for a day which toxics were on. A toxic that comes
 * and goes between two looks is not seen.
 */
public final class ToxicsWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ToxicsWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);
  // A look may be answered just before the next one, that one as late as it may.
  private static final Duration LONGEST_PAUSE =
      PERIOD.plus(LONGEST_ANSWER).plus(Duration.ofMillis(500));
  private static final int MOST_BYTES = 4 << 20;

  private final ToxicsLog log = new ToxicsLog(LONGEST_PAUSE);
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "toxics-watch");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> looks;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LONGEST_ANSWER)
          .build();
  private final String address;
  private final HttpRequest question;
  private final Clock clock;

  /**
   * Starts to look.
   *
   * @param address host and port of Toxiproxy's API; nobody need be there
   */
  public ToxicsWatch(String address, Clock clock) {
    this.address = address;
    this.clock = clock;
    this.question =
        HttpRequest.newBuilder(URI.create("http://" + address + "/proxies"))
            // Toxiproxy refuses whoever looks like a browser.
            .header("User-Agent", "spanline-capture-writer")
            .timeout(LONGEST_ANSWER)
            .build();
    this.looks =
        looking.scheduleWithFixedDelay(this::lookOn, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The toxics of a range, as far as they are known. */
  public Toxics during(TimeRange range) {
    return log.during(range);
  }

  private void look() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(question, BodyHandlers.ofByteArrayConsumer(part -> keep(part, body)));
    try {
      HttpResponse<Void> given = answer.get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      if (given.statusCode() != 200) {
        nothing("answered " + given.statusCode());
        return;
      }
      JsonNode proxies = Json.MAPPER.readTree(body.toByteArray());
      log.saw(clock.instant().truncatedTo(ChronoUnit.MILLIS), proxies);
    } catch (TimeoutException e) {
      nothing("did not answer within " + LONGEST_ANSWER);
    } catch (ExecutionException e) {
      nothing("does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      nothing("gave an answer that is not Toxiproxy's");
    } finally {
      answer.cancel(true);
    }
  }

  /** Whoever sends need not end: what is too long is cut, and no JSON then. */
  private static void keep(Optional<byte[]> part, ByteArrayOutputStream body) {
    if (body.size() < MOST_BYTES) {
      part.ifPresent(body::writeBytes);
    }
  }

  /** Looks again even after a failure: an exception would end the schedule. */
  private void lookOn() {
    try {
      look();
    } catch (Throwable e) {
      LOG.atError().setCause(e).log("a look at Toxiproxy failed");
      nothing("could not be read");
    }
  }

  private void nothing(String what) {
    log.sawNothing("Toxiproxy at %s %s".formatted(address, what));
  }

  @Override
  public void close() {
    looks.cancel(true);
    looking.shutdownNow();
  }
}
