package io.spanline.streams.rest;

import io.javalin.config.RoutesConfig;
import io.spanline.api.Edges;
import io.spanline.api.HealthReport;
import io.spanline.api.Services;
import io.spanline.rest.ApiDocument;
import io.spanline.rest.Problem;
import io.spanline.rest.ProcessMetrics;
import io.spanline.rest.Route;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The REST interface: its routes, as {@code openapi.yaml} describes them. */
public final class BaselineApi {

  /** What the answers are made from. */
  public record Sources(
      Tables tables, Tasks tasks, Instances instances, Supplier<HealthReport> health) {}

  private static final Set<String> NONE = Set.of();

  private final List<Route> routes;

  public BaselineApi(
      Settings settings, InstantSource clock, Sources sources, BaselineMetrics metrics) {
    QueryWindows lengths = QueryWindows.of(settings);
    TraceQueries traces =
        new TraceQueries(
            sources.tasks(), sources.instances(), settings.value(Catalogue.TRACE_HORIZON));
    routes =
        Stream.of(
                services(new ServiceQueries(lengths, sources.tables())),
                edges(new EdgeQueries(lengths, sources.tables())),
                traces(traces),
                operation(new LedgerQueries(sources.tables(), clock), sources.health()),
                documents(metrics, ApiDocument.beside(BaselineApi.class)))
            .flatMap(List::stream)
            .toList();
  }

  List<Route> routes() {
    return routes;
  }

  public void addTo(RoutesConfig config) {
    routes.forEach(route -> route.addTo(config));
  }

  private static List<Route> services(ServiceQueries services) {
    return List.of(
        route("/v1/services", NONE, (context, query) -> context.json(new Services(services.all()))),
        route(
            "/v1/services/{service}/windows",
            ServiceQueries.WINDOWS_PARAMETERS,
            (context, query) ->
                context.json(services.windows(context.pathParam("service"), query))));
  }

  private static List<Route> edges(EdgeQueries edges) {
    return List.of(
        route(
            "/v1/edges",
            EdgeQueries.PARAMETERS,
            (context, query) -> context.json(new Edges(edges.all(query)))));
  }

  private static List<Route> traces(TraceQueries traces) {
    return List.of(
        route(
            "/v1/traces/open",
            Set.of("limit"),
            (context, query) -> context.json(traces.open(query))),
        route(
            "/v1/traces/{traceId}",
            NONE,
            (context, query) -> context.json(traces.byId(context.pathParam("traceId")))));
  }

  private static List<Route> operation(LedgerQueries ledger, Supplier<HealthReport> health) {
    return List.of(
        route("/v1/ledger", NONE, (context, query) -> context.json(ledger.summary())),
        route("/health", NONE, (context, query) -> context.json(health.get())));
  }

  private static List<Route> documents(BaselineMetrics metrics, ApiDocument document) {
    return List.of(ProcessMetrics.route(metrics::scrape), document.route());
  }

  private static Route route(String path, Set<String> parameters, Route.Answer answer) {
    return Route.get(
        path,
        parameters,
        (context, query) -> {
          try {
            answer.to(context, query);
          } catch (NotReadyException e) {
            throw Problem.of(503, String.valueOf(e.getMessage()));
          }
        });
  }
}
