package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceSource;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.order.StopSignal;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.Snapshot;
import io.spanline.capture.surroundings.Surroundings;
import io.spanline.captures.folder.Draft;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots: waits until their traces have been emitted, then, one at a time, reads the
 * topic, writes the lines and publishes the files.
 */
public final class Snapshots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final Duration LONGEST_QUEUE = Duration.ofSeconds(60);
  // Below the 3 s within which the process must be gone.
  private static final Duration LONGEST_ABANDON = Duration.ofSeconds(2);
  // Each holds a thread of the server; the rest of them must stay free for other requests.
  private static final int MOST_WAITING = 8;

  private final Turns turns = new Turns(LONGEST_QUEUE, 1 + MOST_WAITING);
  private final StopSignal stop = new StopSignal();
  private final TraceSource source;
  private final Surroundings surroundings;
  private final CaptureStore store;
  private final SnapshotContents.Provenance provenance;
  private final Set<String> addedAttributes;
  private final Clock clock;
  private volatile Watch watch = Watch.NONE;

  /** Listens for the end of each snapshot. */
  public interface Watch {
    Watch NONE = new Watch() {};

    default void taken(Snapshot snapshot, Duration took) {}

    default void failed(Exception failure) {}
  }

  public Snapshots(
      TraceSource source,
      Surroundings surroundings,
      CaptureStore store,
      Settings settings,
      Clock clock) {
    this.source = source;
    this.surroundings = surroundings;
    this.store = store;
    this.provenance = SnapshotContents.Provenance.of(settings);
    this.addedAttributes = settings.value(Catalogue.ALLOWED_ATTRIBUTES);
    this.clock = clock;
  }

  /** Tells the listener of every snapshot from now on. */
  public void watch(Watch listener) {
    watch = listener;
  }

  /** A signal that calls one snapshot off. */
  public StopSignal cancellation() {
    return stop.ofOne();
  }

  /**
   * Takes one snapshot; waits for its turn if another is under way. If there are fewer traces than
   * the order's limit, it takes what there is.
   *
   * @throws Refusal if there is nothing to take, or the order keeps the baseline there is; no file
   *     is left
   * @throws IOException if a file cannot be written; there is no snapshot and no file of it. What
   *     fails once the snapshot exists is its warning instead
   */
  public Snapshot take(SnapshotOrder order) throws IOException {
    return take(order, Fewer.TAKEN, cancellation());
  }

  /** Takes one snapshot unless the signal is raised. */
  public Snapshot take(SnapshotOrder ordered, Fewer fewer, StopSignal cancellation)
      throws IOException {
    // The traces that it chooses from are cleaned, too.
    SnapshotOrder order = ordered.shown();
    long began = System.nanoTime();
    try (Turns.Place place = turns.place()) {
      cancellation.check();
      refuseTaken(order);
      LimitSearch search = new LimitSearch(source, cancellation);
      // Before the turn: it takes as long as assembly does, and several can wait for that at once.
      Extent settled = search.settled(order);
      place.await(cancellation);
      cancellation.check();
      refuseTaken(order);
      Selection.Filter where = order.selection().where();
      try (TraceSpool spool = new TraceSpool(source, store.spoolFile(), addedAttributes, where)) {
        Snapshot snapshot = taken(search.read(order, settled, spool), spool, fewer, cancellation);
        watch.taken(snapshot, Duration.ofNanos(System.nanoTime() - began));
        return snapshot;
      }
    } catch (IOException | RuntimeException e) {
      // Too few of a job's traces is no failure: the job goes on.
      if (!(e instanceof Refusal refusal && refusal.reason() == Refusal.Reason.TOO_FEW)) {
        watch.failed(e);
      }
      throw e;
    }
  }

  /** Refuses an order whose baseline exists and is to be kept. */
  public void refuseTaken(SnapshotOrder order) {
    store.refuseTaken(order.baseline(), order.existing());
  }

  /** Whether an order with a limit takes fewer traces. */
  public enum Fewer {
    /** It takes what there is, and says that it is not complete. */
    TAKEN,
    /** It is refused as {@link Refusal.Reason#TOO_FEW}. */
    REFUSED
  }

  private Snapshot taken(
      LimitSearch.Found found, TraceSpool spool, Fewer fewer, StopSignal cancellation)
      throws IOException {
    if (fewer == Fewer.REFUSED && found.missing() > 0) {
      throw Refusal.tooFew(found.missing());
    }
    SnapshotOrder order = found.order();
    Extent extent = found.extent();
    SnapshotContents contents =
        new SnapshotContents(
            found,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            provenance,
            spool,
            KnownReplays.in(store.replays()));
    try (Draft draft = store.draft()) {
      new CaptureWriting(found, spool, draft, contents, cancellation).write();
      // Now: once the snapshot exists, an error would say that there is none.
      spool.close();
      if (draft.lines() == 0) {
        throw new Refusal(Refusal.Reason.NO_TRACES, nothingFound(order, extent, contents));
      }
      contents.conditions(surroundings.during(order.range(), contents.services(), cancellation));
      cancellation.pass();
      Snapshot snapshot = store.publish(draft, contents, order.existing());
      Manifest manifest = snapshot.manifest();
      LOG.atInfo()
          .addKeyValue("id", manifest.id())
          .addKeyValue("traces", manifest.counts().traces())
          .addKeyValue("complete", manifest.complete())
          .log("took a snapshot");
      return snapshot;
    }
  }

  private static String nothingFound(
      SnapshotOrder order, Extent extent, SnapshotContents contents) {
    String text =
        order.selection().where().equals(Selection.Filter.NONE)
            ? "nothing began in %s".formatted(order.range())
            : "no trace with anything that began in %s matches \"where\"".formatted(order.range());
    if (contents.malformed() > 0) {
      text +=
          "; records of %s that are no trace: %s".formatted(extent.topic(), contents.malformed());
    }
    Manifest.Incomplete incomplete = extent.incomplete();
    if (incomplete != null) {
      text += "; " + String.join("; ", incomplete.reasons());
    }
    return text + "; send requests, or ask for another range";
  }

  /** Abandons the snapshot under way and takes no more. */
  @Override
  public void close() {
    stop.raise();
    try {
      if (!turns.awaitEnd(LONGEST_ABANDON)) {
        LOG.warn("left a snapshot unfinished; the next start removes what is left of it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
