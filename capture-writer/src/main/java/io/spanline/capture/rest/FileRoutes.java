package io.spanline.capture.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.spanline.capture.store.CaptureStore;
import io.spanline.file.Baseline;
import io.spanline.file.BaselineName;
import io.spanline.file.CaptureId;
import io.spanline.file.Manifest;
import io.spanline.file.ManifestJson;
import io.spanline.file.TimeRange;
import io.spanline.rest.Problem;
import io.spanline.rest.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The {@code GET} routes: manifests as snapshots, captures and baselines as the files they are. */
public final class FileRoutes implements Consumer<RoutesConfig> {
  private final CaptureStore store;

  public FileRoutes(CaptureStore store) {
    this.store = store;
  }

  @Override
  public void accept(RoutesConfig routes) {
    routes.get("/v1/snapshots", this::snapshots);
    routes.get("/v1/snapshots/{id}", this::manifest);
    routes.get("/v1/captures", this::captures);
    routes.get("/v1/captures/{name}", this::capture);
    routes.get("/v1/baselines", this::baselines);
    routes.get("/v1/baselines/{name}", this::baseline);
  }

  private record SnapshotList(List<SnapshotItem> snapshots) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record SnapshotItem(
      CaptureId id,
      @Nullable String label,
      Instant created,
      TimeRange range,
      boolean complete,
      long traces,
      String capture,
      BaselineName baseline) {
    static SnapshotItem of(Manifest manifest) {
      return new SnapshotItem(
          manifest.id(),
          manifest.label(),
          manifest.created(),
          manifest.range(),
          manifest.complete(),
          manifest.counts().traces(),
          manifest.capture().file(),
          manifest.baseline().name());
    }
  }

  private record CaptureList(List<Manifest.Capture> captures) {}

  private record BaselineList(List<BaselineItem> baselines) {}

  private record BaselineItem(
      BaselineName name, String file, Instant created, Baseline.Source capture) {
    static BaselineItem of(Baseline baseline) {
      return new BaselineItem(
          baseline.name(), baseline.name().file(), baseline.created(), baseline.capture());
    }
  }

  private void snapshots(Context context) throws IOException {
    context.json(new SnapshotList(store.manifests().stream().map(SnapshotItem::of).toList()));
  }

  private void manifest(Context context) throws IOException {
    CaptureId id = Names.capture(context.pathParam("id"));
    Manifest manifest;
    try {
      manifest = store.manifest(id).orElseThrow(() -> unknown("snapshot", id, "/v1/snapshots"));
    } catch (IllegalArgumentException e) {
      throw Problem.of(500, "%s cannot be read: %s".formatted(id.manifestFile(), e.getMessage()));
    }
    context.contentType("application/json").result(ManifestJson.write(manifest));
  }

  private void captures(Context context) throws IOException {
    context.json(new CaptureList(store.manifests().stream().map(Manifest::capture).toList()));
  }

  /** The lines as they are; a large file goes out as a stream. */
  private void capture(Context context) throws IOException {
    CaptureId id = Names.capture(context.pathParam("name"));
    Path file = store.capture(id).orElseThrow(() -> unknown("capture", id, "/v1/captures"));
    context.contentType("application/x-ndjson").result(Files.newInputStream(file));
  }

  private void baselines(Context context) throws IOException {
    context.json(new BaselineList(store.baselines().stream().map(BaselineItem::of).toList()));
  }

  private void baseline(Context context) throws IOException {
    BaselineName name = Names.baseline(context.pathParam("name"));
    Path file = store.baseline(name).orElseThrow(() -> unknown("baseline", name, "/v1/baselines"));
    context.contentType("application/yaml").result(Files.readAllBytes(file));
  }

  private static ProblemException unknown(String what, Object name, String list) {
    return Problem.of(404, "no %s '%s'; GET %s lists what there is".formatted(what, name, list));
  }
}
