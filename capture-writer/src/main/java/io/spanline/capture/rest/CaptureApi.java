package io.spanline.capture.rest;

import io.javalin.config.RoutesConfig;
import io.spanline.capture.Snapshots;
import io.spanline.capture.job.Jobs;
import io.spanline.capture.store.CaptureStore;
import io.spanline.rest.ApiDocument;
import io.spanline.rest.ProcessMetrics;
import io.spanline.rest.Route;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The REST interface: its routes, as {@code openapi.yaml} describes them. */
public final class CaptureApi {
  private final List<Route> routes;

  /** The objects that the answers are made from. */
  public record Sources(Snapshots snapshots, Jobs jobs, CaptureStore store, Clock clock) {}

  public CaptureApi(Sources sources, ProcessMetrics metrics) {
    routes =
        Stream.of(
                new SnapshotRoutes(
                        sources.snapshots(), sources.jobs(), sources.store(), sources.clock())
                    .routes(),
                new JobRoutes(sources.jobs(), sources.store()).routes(),
                new FileRoutes(sources.store()).routes(),
                List.of(
                    ProcessMetrics.route(metrics::scrape),
                    ApiDocument.beside(CaptureApi.class).route()))
            .flatMap(List::stream)
            .toList();
  }

  List<Route> routes() {
    return routes;
  }

  public void addTo(RoutesConfig config) {
    routes.forEach(route -> route.addTo(config));
  }
}
