package io.spanline.capture;

import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.Draft;
import io.spanline.capture.store.Published;
import io.spanline.file.Manifest;
import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes snapshots, one at a time: reads the topic, writes the lines, publishes the files. */
public final class Snapshots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final Duration LONGEST_QUEUE = Duration.ofSeconds(60);
  // Below the 3 s within which the process must be gone.
  private static final Duration LONGEST_ABANDON = Duration.ofSeconds(2);

  // Fair: snapshots are taken in the order they were asked for.
  private final ReentrantLock turn = new ReentrantLock(true);
  private final StopSignal stop = new StopSignal();
  private final TraceSource source;
  private final CaptureStore store;
  private final SnapshotContents.Provenance provenance;
  private final Clock clock;

  public Snapshots(TraceSource source, CaptureStore store, CaptureSettings settings, Clock clock) {
    this.source = source;
    this.store = store;
    this.provenance = new SnapshotContents.Provenance(settings.assembly(), Versions.ofThisBuild());
    this.clock = clock;
  }

  /**
   * Takes one snapshot; waits for its turn where another is under way.
   *
   * @throws Refusal where there is nothing to take; no file is left
   * @throws io.spanline.capture.store.BaselineExistsException where the order keeps the one there
   *     is; no file is left
   * @throws IOException where a file cannot be written; there is no snapshot and no file of it.
   *     What fails once the snapshot exists is its warning instead
   */
  public Snapshot take(SnapshotOrder order) throws IOException {
    stop.check();
    awaitTurn();
    try {
      return taken(order);
    } finally {
      turn.unlock();
    }
  }

  private Snapshot taken(SnapshotOrder order) throws IOException {
    store.refuseTaken(order.baseline(), order.existing());
    long began = System.nanoTime();
    Extent extent = source.extent(order.range(), stop);
    SnapshotContents contents =
        new SnapshotContents(
            order, extent, clock.instant().truncatedTo(ChronoUnit.MILLIS), provenance);
    try (Draft draft = store.draft()) {
      fill(draft, order, extent, contents);
      if (draft.lines() == 0) {
        throw new Refusal(Refusal.Reason.NO_TRACES, nothingFound(order, extent, contents));
      }
      stop.check();
      Published published = store.publish(draft, contents, order.existing());
      Manifest manifest = published.manifest();
      LOG.atInfo()
          .addKeyValue("id", manifest.id())
          .addKeyValue("traces", manifest.counts().traces())
          .addKeyValue("complete", manifest.complete())
          .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
          .log("took a snapshot");
      return new Snapshot(manifest, contents.services(), published.warning());
    }
  }

  private void fill(Draft draft, SnapshotOrder order, Extent extent, SnapshotContents contents)
      throws IOException {
    try (TraceSpool spool = new TraceSpool(store.spoolFile())) {
      source.read(extent, stop, record -> spool(record, spool, contents));
      spool.forEachWithin(
          order.range(),
          trace -> {
            stop.check();
            draft.write(line -> TraceJson.write(trace, line));
            contents.add(trace);
          });
    }
  }

  private static void spool(TraceRecord record, TraceSpool spool, SnapshotContents contents)
      throws IOException {
    contents.countRecord();
    byte[] value = record.value();
    if (value == null) {
      contents.skip(record, "record has no value");
      return;
    }
    Trace trace;
    try {
      trace = TraceSerde.read(value, record.headers());
    } catch (IllegalArgumentException e) {
      contents.skip(record, String.valueOf(e.getMessage()));
      return;
    }
    spool.add(trace, record.headers(), value);
  }

  private static String nothingFound(
      SnapshotOrder order, Extent extent, SnapshotContents contents) {
    String text = "no trace began in %s".formatted(order.range());
    if (contents.malformed() > 0) {
      text +=
          "; records of %s that are no trace: %s".formatted(extent.topic(), contents.malformed());
    }
    Manifest.Incomplete incomplete = extent.incomplete();
    if (incomplete != null) {
      text += "; " + String.join("; ", incomplete.reasons());
    }
    return text + "; send traffic first or ask for another range";
  }

  private void awaitTurn() {
    try {
      if (turn.tryLock(LONGEST_QUEUE.toMillis(), TimeUnit.MILLISECONDS)) {
        stop.check();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.check();
    }
    throw new Refusal(
        Refusal.Reason.BUSY, "another snapshot is under way; ask again once it is done");
  }

  /** Abandons the snapshot under way and takes no more. */
  @Override
  public void close() {
    stop.raise();
    try {
      if (!turn.tryLock(LONGEST_ABANDON.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("left a snapshot unfinished; its remains are removed at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
