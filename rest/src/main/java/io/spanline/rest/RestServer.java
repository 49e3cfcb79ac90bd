package io.spanline.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JavalinJackson;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import io.javalin.util.JavalinBindException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A REST server, on 127.0.0.1 unless its {@link Exposure} says otherwise. Bodies are JSON. Every
 * failure is answered as problem+json, never with a stack trace. Refuses a foreign Host header, so
 * that no web page of another site can reach it under its own name (DNS rebinding).
 */
public final class RestServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final String RETRY_AFTER_SECONDS = "1";
  // A handful of operators and scripts; Jetty's 200 threads would be idle memory.
  private static final int MOST_THREADS = 32;
  private static final int MOST_CONNECTIONS = 256;
  private static final Duration LONGEST_ANSWER = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(5);

  private final Javalin javalin;
  private final List<String> routes;

  /**
   * Timeouts for slow callers.
   *
   * @param silence on a connection while the server waits for the caller
   * @param body from the first byte of a body to its last
   */
  record Limits(Duration silence, Duration body) {
    static final Limits USUAL = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(15));
  }

  private RestServer(Javalin javalin, List<String> routes) {
    this.javalin = javalin;
    this.routes = List.copyOf(routes);
  }

  /**
   * Starts serving.
   *
   * @param exposure a port that is taken is an {@link UncheckedIOException} of a {@link
   *     PortTakenException}
   * @param ready answers {@code GET /health/ready}: 200, or 503 with what is missing
   * @param routes adds the routes besides {@code /health/live} and {@code /health/ready}
   */
  public static RestServer serve(
      Exposure exposure, ObjectMapper mapper, Readiness ready, Consumer<RoutesConfig> routes) {
    Health health = new Health(ready, exposure.token());
    return serve(exposure, Limits.USUAL, mapper, health.andThen(routes));
  }

  static RestServer serve(
      Exposure exposure, Limits limits, ObjectMapper mapper, Consumer<RoutesConfig> routes) {
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, mapper);
              listen(config, exposure, limits);
              config.routes.before(new Gate(exposure)::check);
              routes.accept(config.routes);
            });
    // Unsafe: Javalin lets nobody else list its routes or add one after the others.
    InternalRouter router = javalin.unsafe.internalRouter;
    List<String> served = names(router);
    answerHead(router);
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      String address = exposure.address().getHostAddress() + ":" + exposure.port();
      throw new UncheckedIOException(new PortTakenException(address, e));
    }
    return new RestServer(javalin, served);
  }

  /**
   * Answers HEAD like GET, without the body. Javalin would answer every HEAD with 200, whatever GET
   * says.
   */
  private static void answerHead(InternalRouter router) {
    for (ParsedEndpoint parsed : List.copyOf(router.allHttpHandlers())) {
      Endpoint get = parsed.endpoint;
      if (get.method.equals(HandlerType.GET)
          && !router.hasHttpHandlerEntry(HandlerType.HEAD, get.path)) {
        router.addHttpEndpoint(new Endpoint(HandlerType.HEAD, get.path, get.handler));
      }
    }
  }

  private static List<String> names(InternalRouter router) {
    return router.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .sorted()
        .toList();
  }

  public int port() {
    return javalin.port();
  }

  /**
   * The routes, such as {@code GET /v1/things/{name}}, in ascending order, without the HEAD that
   * goes with each GET.
   */
  public List<String> routes() {
    return routes;
  }

  /** Stops; answers under way get half a second. */
  @Override
  public void close() {
    long deadline = System.nanoTime() + LONGEST_ANSWER.toNanos();
    StatisticsHandler requests =
        javalin.jettyServer().server().getDescendant(StatisticsHandler.class);
    // Jetty's own graceful stop also waits for idle connections that a client keeps for later.
    while (requests != null
        && requests.getRequestsActive() > 0
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(POLL.toNanos());
    }
    javalin.stop();
  }

  private static void configure(JavalinConfig config, ObjectMapper mapper) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 2);
    config.http.maxRequestSize = RequestBytes.MOST_BYTES;
    config.http.prefer405over404 = true;
    // One spelling per path: with a slash more it is another one.
    config.router.ignoreTrailingSlashes = false;
    config.jsonMapper(new JavalinJackson(mapper, false));
    config.routes.exception(
        ProblemException.class, (problem, context) -> answer(context, problem.problem()));
    config.routes.exception(
        HttpResponseException.class,
        (e, context) -> answer(context, problem(e.getStatus(), detail(e, context))));
    config.routes.exception(Exception.class, RestServer::answerOwnFault);
  }

  private static void listen(JavalinConfig config, Exposure exposure, Limits limits) {
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new JettyProblems());
          server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        });
    config.jetty.modifyServletContextHandler(
        context -> context.setAttribute(RequestBytes.LONGEST, limits.body()));
    config.jetty.addConnector(
        (server, http) -> {
          http.setSendServerVersion(false);
          ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
          connector.setHost(exposure.address().getHostAddress());
          connector.setPort(exposure.port());
          connector.setIdleTimeout(limits.silence().toMillis());
          return connector;
        });
  }

  private static void answerOwnFault(Exception e, Context context) {
    LOG.atError().addKeyValue("path", context.path()).setCause(e).log("request failed");
    answer(context, problem(500, "internal error; the log of this process has the cause"));
  }

  private static String detail(HttpResponseException e, Context context) {
    return switch (e.getStatus()) {
      case 404 -> "no such path: " + context.path();
      case 405 -> "%s is not allowed on %s".formatted(context.method(), context.path());
      case 413 -> "body is larger than %s bytes".formatted(RequestBytes.MOST_BYTES);
      default -> String.valueOf(e.getMessage());
    };
  }

  private static Problem problem(int status, String detail) {
    return new Problem(Problem.title(status), status, detail);
  }

  private static void answer(Context context, Problem problem) {
    RequestBytes.discardRest(context);
    if (problem.status() == 503 && context.res().getHeader("Retry-After") == null) {
      context.header("Retry-After", RETRY_AFTER_SECONDS);
    }
    context.status(problem.status()).json(problem).contentType(Problem.CONTENT_TYPE);
  }
}
