package io.spanline.capture.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.spanline.capture.Snapshots;
import io.spanline.capture.job.Job;
import io.spanline.capture.job.Jobs;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.Snapshot;
import io.spanline.captures.FileFormat;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.captures.manifest.Manifest;
import io.spanline.rest.JsonBody;
import io.spanline.rest.Problem;
import io.spanline.rest.Query;
import io.spanline.rest.Route;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/snapshots}: takes a snapshot and answers once its files exist; if its traces are
 * still to come, begins a job and answers at once.
 */
final class SnapshotRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRoutes.class);

  private final JsonBody<SnapshotRequest> body =
      JsonBody.of(SnapshotRequest.class, FileFormat.JSON);
  private final Snapshots snapshots;
  private final Jobs jobs;
  private final Answers answers;
  private final EarlierRequests earlier;
  private final Clock clock;

  SnapshotRoutes(Snapshots snapshots, Jobs jobs, CaptureStore store, Clock clock) {
    this.snapshots = snapshots;
    this.jobs = jobs;
    this.answers = new Answers(store);
    this.earlier = new EarlierRequests(store, jobs);
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(new Route(HandlerType.POST, "/v1/snapshots", Set.of(), this::take));
  }

  private void take(Context context, Query query) {
    SnapshotRequest request = body.read(context);
    Manifest.Request key = EarlierRequests.request(context, request);
    try {
      if (key == null) {
        answer(request, null, context);
      } else {
        answerOnce(request, key, context);
      }
    } catch (Refusal e) {
      String retryAfter = Refusals.retryAfter(e);
      if (retryAfter != null) {
        context.header("Retry-After", retryAfter);
      }
      throw Refusals.of(e);
    } catch (IOException e) {
      LOG.atError().setCause(e).log("a snapshot could not be written");
      throw Refusals.of(e);
    }
  }

  /** The first request of a key is served, every later one gets what that one got. */
  private void answerOnce(SnapshotRequest request, Manifest.Request key, Context context)
      throws IOException {
    if (!earlier.begin(key)) {
      context.header("Retry-After", "2");
      throw Problem.of(409, "a request with this Idempotency-Key is under way; ask again shortly");
    }
    try {
      Optional<Job> job = earlier.job(key);
      Optional<Manifest> manifest = job.isPresent() ? Optional.empty() : earlier.manifest(key);
      if (job.isEmpty() && manifest.isEmpty()) {
        answer(request, key, context);
        return;
      }
      context.header("Idempotent-Replayed", "true");
      if (job.isPresent()) {
        begun(job.get(), context);
      } else {
        created(answers.again(manifest.orElseThrow()), context);
      }
    } finally {
      earlier.end(key);
    }
  }

  private void answer(SnapshotRequest request, Manifest.@Nullable Request key, Context context)
      throws IOException {
    // Records of Kafka know milliseconds; a finer range would only look exact.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    SnapshotOrder order = request.order(now, key);
    if (request.isUpcoming()) {
      begun(jobs.begin(order), context);
    } else {
      Snapshot snapshot = snapshots.take(order);
      created(answers.of(snapshot), context);
    }
  }

  private static void created(SnapshotAnswer answer, Context context) {
    context.status(201).header("Location", "/v1/snapshots/" + answer.id()).json(answer);
  }

  private void begun(Job job, Context context) {
    context.status(202).header("Location", "/v1/jobs/" + job.id()).json(answers.of(job));
  }
}
