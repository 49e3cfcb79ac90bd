package io.spanline.capture.toxics;

import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import io.spanline.clients.ClientException;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.ToxicLives;
import io.spanline.experiments.toxic.ToxicTopic;
import io.spanline.topic.ToxicChange;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at Toxiproxy every second and writes to the topic {@code toxics} what nobody else has: the
 * toxics of others, and those of Spanline's that have no record. A toxic that comes and goes
 * between two looks is not seen.
 */
public final class ToxicsWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ToxicsWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);
  // A look may be answered just before the next one, that one as late as it may.
  private static final Duration LONGEST_PAUSE =
      PERIOD.plus(LONGEST_ANSWER).plus(Duration.ofMillis(500));
  // Whoever changes a toxic waits up to 3 s for Kafka.
  private static final Duration GRACE = Duration.ofSeconds(5);

  // The three are guarded by this.
  private final Looks looks = new Looks(LONGEST_PAUSE);
  private final SeenToxics seen = new SeenToxics(looks);
  private final ToxicLives lives = new ToxicLives();

  // Kafka may be away, and Toxiproxy must be looked at all the same.
  private final ScheduledExecutorService looking = thread("toxics-watch");
  private final ScheduledExecutorService writing = thread("toxics-records");
  private final StopSignal stopping = new StopSignal();
  private final Toxiproxy toxiproxy;
  private final @Nullable String name;
  private final ToxicRecords records;
  private final ToxicTopic topic;
  private final Clock clock;
  // Only the writing thread's.
  private boolean late;

  /**
   * A Toxiproxy.
   *
   * @param address host and port of its API; nobody need be there
   * @param name what the topic's records call it; null if it is the stack's
   */
  public record Watched(String address, @Nullable String name) {}

  /**
   * Starts to look.
   *
   * @param kafka host and port of a broker; nobody need be there
   */
  public ToxicsWatch(Watched watched, String kafka, Clock clock) {
    this.toxiproxy = new Toxiproxy(watched.address(), LONGEST_ANSWER);
    this.name = watched.name();
    this.records = new ToxicRecords(kafka);
    this.topic = new ToxicTopic(kafka);
    this.clock = clock;
    repeat(looking, this::lookOn);
    repeat(writing, this::writeOn);
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void repeat(ScheduledExecutorService on, Runnable task) {
    var unused = on.scheduleWithFixedDelay(task, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The toxics of a range: those of the topic, and those that were seen and are not in it yet.
   *
   * @throws Refusal only if the snapshot was called off
   */
  public Toxics during(TimeRange range, StopSignal stop) {
    String unread = null;
    try {
      read(stop);
    } catch (Refusal | IOException e) {
      stop.check();
      unread = "the topic toxics could not be read: " + e.getMessage();
    }
    synchronized (this) {
      List<Toxics.Toxic> on =
          lives.with(unwritten(Duration.ZERO).by(clock.instant())).during(range);
      return unread == null ? looks.over(range, on) : new Toxics(null, unread, on);
    }
  }

  private UnwrittenChanges unwritten(Duration grace) {
    return new UnwrittenChanges(seen, looks, lives, grace);
  }

  private void look() {
    try {
      Collection<Proxy> proxies = toxiproxy.proxies().values();
      if (proxies.stream().anyMatch(proxy -> proxy.listen().isEmpty())) {
        nothing("Toxiproxy gave an answer that is not Toxiproxy's");
        return;
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      synchronized (this) {
        seen.saw(now, proxies);
      }
    } catch (ClientException e) {
      nothing(String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      nothing("Toxiproxy gave an answer that is not Toxiproxy's");
    }
  }

  private synchronized void nothing(String reason) {
    looks.failed(reason);
  }

  private void read(StopSignal stop) throws IOException {
    records.read(stop, this::add);
  }

  /** Takes a record, unless it is of another Toxiproxy. */
  private synchronized void add(ToxicChange change) {
    if (Objects.equals(change.api(), name)) {
      lives.add(change.of(null));
    }
  }

  /** Only after the topic was read: what is written there must not be written again. */
  private void write() throws IOException {
    read(stopping);
    for (ToxicChange change : due()) {
      ToxicChange named = change.of(name);
      topic.write(named);
      add(named);
    }
    synchronized (this) {
      seen.forget(unwritten(GRACE)::isWritten);
      Instant lost = lives.forget(clock.instant());
      if (lost != null) {
        looks.lost(lost);
      }
    }
  }

  private synchronized List<ToxicChange> due() {
    return unwritten(GRACE).by(clock.instant());
  }

  /** Looks again even after a failure: an exception would end the schedule. */
  private void lookOn() {
    try {
      look();
    } catch (Throwable e) {
      LOG.atError().setCause(e).log("a look at Toxiproxy failed");
      nothing("Toxiproxy could not be read");
    }
  }

  /** What could not be written is due again. */
  private void writeOn() {
    try {
      write();
      late = false;
    } catch (Refusal | ClientException | IOException e) {
      if (!late) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("toxics are written later");
      }
      late = true;
    } catch (Throwable e) {
      if (!writing.isShutdown()) {
        LOG.atError().setCause(e).log("toxics could not be written");
      }
    }
  }

  @Override
  public void close() {
    stopping.raise();
    looking.shutdownNow();
    writing.shutdownNow();
    records.close();
    topic.close();
  }
}
