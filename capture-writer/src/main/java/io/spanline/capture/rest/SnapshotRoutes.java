package io.spanline.capture.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.spanline.capture.Refusal;
import io.spanline.capture.Snapshot;
import io.spanline.capture.SnapshotOrder;
import io.spanline.capture.Snapshots;
import io.spanline.capture.store.BaselineExistsException;
import io.spanline.capture.store.CaptureStore;
import io.spanline.file.FileFormat;
import io.spanline.rest.JsonBody;
import io.spanline.rest.Problem;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/snapshots}: takes a snapshot and answers once its files are there. */
public final class SnapshotRoutes implements Consumer<RoutesConfig> {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRoutes.class);

  private final JsonBody<SnapshotRequest> body =
      JsonBody.of(SnapshotRequest.class, FileFormat.JSON);
  private final Snapshots snapshots;
  private final CaptureStore store;
  private final Clock clock;

  public SnapshotRoutes(Snapshots snapshots, CaptureStore store, Clock clock) {
    this.snapshots = snapshots;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void accept(RoutesConfig routes) {
    routes.post("/v1/snapshots", this::take);
  }

  private void take(Context context) {
    // Records of Kafka know milliseconds; a finer range would only look exact.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    SnapshotOrder order = body.read(context).order(now);
    Snapshot snapshot = taken(order, context);
    context
        .status(201)
        .header("Location", "/v1/snapshots/" + snapshot.manifest().id())
        .json(SnapshotAnswer.of(snapshot, store));
  }

  private Snapshot taken(SnapshotOrder order, Context context) {
    try {
      return snapshots.take(order);
    } catch (BaselineExistsException e) {
      throw Problem.of(409, String.valueOf(e.getMessage()));
    } catch (Refusal e) {
      if (e.reason() == Refusal.Reason.NO_TRACES) {
        throw Problem.of(422, String.valueOf(e.getMessage()));
      }
      context.header("Retry-After", e.reason() == Refusal.Reason.BUSY ? "30" : "5");
      throw Problem.of(503, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.atError().setCause(e).log("a snapshot could not be written");
      throw Problem.of(500, "the snapshot could not be written: " + e.getMessage());
    }
  }
}
