package io.spanline.capture.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.spanline.capture.job.Job;
import io.spanline.capture.job.Jobs;
import io.spanline.capture.redaction.CleanText;
import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.CaptureId;
import io.spanline.captures.FileFormat;
import io.spanline.captures.FileSums;
import io.spanline.captures.manifest.Manifest;
import io.spanline.rest.Problem;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what earlier requests with a key have led to: in the manifests, so that it outlasts this
 * process, and in the jobs that have no manifest yet.
 */
final class EarlierRequests {
  private static final String HEADER = "Idempotency-Key";
  private static final String FORM = "[ -~]{1,128}";

  private final Set<String> underWay = new HashSet<>();
  private final Map<String, CaptureId> captures = new HashMap<>();
  private final CaptureStore store;
  private final Jobs jobs;
  private @Nullable CaptureId seen;

  EarlierRequests(CaptureStore store, Jobs jobs) {
    this.store = store;
    this.jobs = jobs;
  }

  /**
   * The key of a request and the sum of what is asked with it; null if it has none. The sum is of
   * the given fields in fixed order: white space and the order in which they came do not matter.
   */
  static Manifest.@Nullable Request request(Context context, SnapshotRequest body) {
    List<String> keys = Collections.list(context.req().getHeaders(HEADER));
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !keys.get(0).matches(FORM)) {
      throw Problem.of(
          400, HEADER + " must be sent once and have 1 to 128 printable ASCII characters");
    }
    // It stands in the manifest, and would not be found again if it were cleaned there.
    if (!CleanText.isClean(keys.get(0))) {
      throw Problem.of(
          400,
          HEADER
              + " looks like a credential and would be stored; send a random one, such as a UUID");
    }
    return new Manifest.Request(keys.get(0), sum(body));
  }

  private static String sum(SnapshotRequest body) {
    try {
      return FileSums.of(FileFormat.JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a request that was read cannot be written", e);
    }
  }

  /** Begins to serve a request; false if another with its key is being served. */
  synchronized boolean begin(Manifest.Request request) {
    return underWay.add(request.idempotencyKey());
  }

  /** To be called after each {@link #begin} that was true. */
  synchronized void end(Manifest.Request request) {
    underWay.remove(request.idempotencyKey());
  }

  /** The job that a request has begun. */
  Optional<Job> job(Manifest.Request request) {
    return jobs.all().stream().filter(job -> isFirst(job.order().request(), request)).findFirst();
  }

  /** The manifest of the capture that a request has led to. */
  synchronized Optional<Manifest> manifest(Manifest.Request request) throws IOException {
    for (CaptureId id : store.ids()) {
      if (seen == null || id.compareTo(seen) > 0) {
        note(id);
        seen = id;
      }
    }
    CaptureId id = captures.get(request.idempotencyKey());
    if (id == null) {
      return Optional.empty();
    }
    // Looked at again: its owner may have removed it, or its lines, since.
    if (store.capture(id).isEmpty()) {
      return Optional.empty();
    }
    return readable(id).filter(manifest -> isFirst(manifest.request(), request));
  }

  private void note(CaptureId id) throws IOException {
    Optional<Manifest.Request> request = readable(id).map(Manifest::request);
    request.ifPresent(of -> captures.put(of.idempotencyKey(), id));
  }

  private Optional<Manifest> readable(CaptureId id) throws IOException {
    return store.manifests(List.of(id)).stream().findFirst();
  }

  private static boolean isFirst(Manifest.@Nullable Request first, Manifest.Request again) {
    if (first == null || !first.idempotencyKey().equals(again.idempotencyKey())) {
      return false;
    }
    if (!first.sha256().equals(again.sha256())) {
      throw Problem.of(
          422, "this Idempotency-Key was used with another body; send that body, or another key");
    }
    return true;
  }
}
