package io.spanline.streams.rest;

import io.javalin.config.RoutesConfig;
import io.spanline.api.Edges;
import io.spanline.api.HealthReport;
import io.spanline.api.LedgerSummary;
import io.spanline.api.Services;
import io.spanline.rest.ApiDocument;
import io.spanline.rest.Problem;
import io.spanline.rest.ProcessMetrics;
import io.spanline.rest.Query;
import io.spanline.rest.Route;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.streams.inquiry.Tasks;
import io.spanline.streams.statistics.StatisticsRules;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The REST interface: its routes, as {@code openapi.yaml} describes them. */
public final class BaselineApi {

  /** What the answers are made from. */
  public record Sources(
      Tables tables, Tasks tasks, Instances instances, Supplier<HealthReport> health) {}

  private static final Set<String> NONE = Set.of();

  private final List<Route> routes;

  public BaselineApi(
      Settings settings, InstantSource clock, Sources sources, BaselineMetrics metrics) {
    Tables tables = sources.tables();
    StatisticsRules lengths = StatisticsRules.of(settings, Topics.OTLP_SPANS.partitions());
    ServiceQueries services = new ServiceQueries(lengths, tables);
    EdgeQueries edges = new EdgeQueries(lengths, tables);
    Duration horizon = settings.value(Catalogue.TRACE_HORIZON);
    TraceQueries traces = new TraceQueries(sources.tasks(), sources.instances(), horizon);
    routes =
        List.of(
            route("/v1/services", NONE, (path, query) -> Services.of(services.all())),
            route(
                "/v1/services/{service}/windows",
                ServiceQueries.WINDOWS_PARAMETERS,
                (path, query) -> services.windows(path.apply("service"), query)),
            route(
                "/v1/edges", EdgeQueries.PARAMETERS, (path, query) -> new Edges(edges.all(query))),
            route("/v1/traces/open", Set.of("limit"), (path, query) -> traces.open(query)),
            route(
                "/v1/traces/{traceId}", NONE, (path, query) -> traces.byId(path.apply("traceId"))),
            route(
                "/v1/ledger",
                NONE,
                (path, query) -> LedgerSummary.of(tables.ledger(), clock.instant())),
            route("/health", NONE, (path, query) -> sources.health().get()),
            ProcessMetrics.route(metrics::scrape),
            ApiDocument.beside(BaselineApi.class).route());
  }

  List<Route> routes() {
    return routes;
  }

  public void addTo(RoutesConfig config) {
    routes.forEach(route -> route.addTo(config));
  }

  /** A route whose answer is made from the parts of its path and the query. */
  private static Route route(
      String path,
      Set<String> parameters,
      BiFunction<UnaryOperator<String>, Query, Object> answer) {
    return Route.get(
        path,
        parameters,
        (context, query) -> {
          try {
            context.json(answer.apply(context::pathParam, query));
          } catch (NotReadyException e) {
            throw Problem.of(503, String.valueOf(e.getMessage()));
          }
        });
  }
}
