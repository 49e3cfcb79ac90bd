package io.spanline.capture.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.api.FileLists;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.rest.Problem;
import io.spanline.rest.ProblemException;
import io.spanline.rest.Query;
import io.spanline.rest.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The routes to read: manifests as snapshots, captures and baselines as the files they are. */
final class FileRoutes {
  private static final String CAPTURE = "/v1/captures/{name}";
  private static final Set<String> NONE = Set.of();
  private static final int NOT_MODIFIED = 304;

  private final CaptureStore store;

  FileRoutes(CaptureStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/snapshots", Page.PARAMETERS, this::snapshots),
        Route.get("/v1/snapshots/{id}", NONE, this::manifest),
        Route.get("/v1/captures", Page.PARAMETERS, this::captures),
        Route.get(CAPTURE, NONE, this::capture),
        new Route(HandlerType.HEAD, CAPTURE, NONE, this::captureHead),
        Route.get("/v1/baselines", Page.PARAMETERS, this::baselines),
        Route.get("/v1/baselines/{name}", NONE, this::baseline));
  }

  private void snapshots(Context context, Query query) throws IOException {
    Page<CaptureId> page = captureIds(query, "/v1/snapshots");
    context.json(
        new FileLists.Snapshots(
            store.manifests(page.entries()).stream().map(FileLists.SnapshotItem::of).toList(),
            page.next()));
  }

  private void manifest(Context context, Query query) throws IOException {
    CaptureId id = Names.capture(context.pathParam("id"));
    Manifest manifest = manifest(id).orElseThrow(() -> unknown("snapshot", id, "/v1/snapshots"));
    context.contentType("application/json").result(ManifestJson.write(manifest));
  }

  private Optional<Manifest> manifest(CaptureId id) throws IOException {
    try {
      return store.manifest(id);
    } catch (IllegalArgumentException e) {
      throw Problem.of(500, "%s cannot be read: %s".formatted(id.manifestFile(), e.getMessage()));
    }
  }

  private void captures(Context context, Query query) throws IOException {
    Page<CaptureId> page = captureIds(query, "/v1/captures");
    context.json(
        new FileLists.Captures(
            store.manifests(page.entries()).stream().map(Manifest::capture).toList(), page.next()));
  }

  private Page<CaptureId> captureIds(Query query, String path) throws IOException {
    return Page.sorted(store.ids(), path, query, Names::capture);
  }

  /** The lines as they are; a large file goes out as a stream. */
  private void capture(Context context, Query query) throws IOException {
    Path file = captureHead(context, query);
    if (context.statusCode() != NOT_MODIFIED) {
      context.result(Files.newInputStream(file));
    }
  }

  /** The entity tag is the capture's sum, as its manifest has it. */
  private Path captureHead(Context context, Query query) throws IOException {
    CaptureId id = Names.capture(context.pathParam("name"));
    Path file = store.capture(id).orElseThrow(() -> unknown("capture", id, "/v1/captures"));
    Manifest manifest = manifest(id).orElseThrow(() -> unknown("capture", id, "/v1/captures"));
    String tag = "\"" + manifest.capture().sha256() + "\"";
    context.header("ETag", tag);
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(NOT_MODIFIED);
    } else {
      context.contentType("application/x-ndjson");
      context.res().setContentLengthLong(Files.size(file));
    }
    return file;
  }

  private void baselines(Context context, Query query) throws IOException {
    SortedMap<BaselineName, Baseline> all = new TreeMap<>();
    store.baselines().forEach(baseline -> all.put(baseline.name(), baseline));
    Page<BaselineName> page =
        Page.sorted(List.copyOf(all.keySet()), "/v1/baselines", query, Names::baseline);
    List<FileLists.BaselineItem> items =
        all.values().stream()
            .filter(baseline -> page.entries().contains(baseline.name()))
            .map(FileLists.BaselineItem::of)
            .toList();
    context.json(new FileLists.Baselines(items, page.next()));
  }

  private void baseline(Context context, Query query) throws IOException {
    BaselineName name = Names.baseline(context.pathParam("name"));
    Path file = store.baseline(name).orElseThrow(() -> unknown("baseline", name, "/v1/baselines"));
    context.contentType("application/yaml").result(Files.readAllBytes(file));
  }

  private static ProblemException unknown(String what, Object name, String list) {
    return Problem.of(
        404, "no %1$s '%2$s'; GET %3$s lists the %1$ss there are".formatted(what, name, list));
  }
}
