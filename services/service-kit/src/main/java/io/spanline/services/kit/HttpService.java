package io.spanline.services.kit;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that runs: its HTTP server, from start to close. */
public final class HttpService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

  /** How long requests in flight may take to end; the stop as a whole stays below two seconds. */
  private static final long DRAIN_MILLIS = 1_500;

  /** Longer than a client keeps an idle connection, so that the client always closes it. */
  private static final long IDLE_MILLIS = 60_000;

  /** Orders are a hundred bytes; more is refused before it is read. */
  private static final long LARGEST_BODY_BYTES = 16 * 1024L;

  /**
   * Enough for the slow calls of a fault experiment: 64 of two seconds are 32 requests a second.
   */
  private static final int MOST_THREADS = 64;

  private final Javalin server;
  private final GracefulHandler inFlight;

  private record Health(String status, String service, String version) {}

  private HttpService(Javalin server, GracefulHandler inFlight) {
    this.server = server;
    this.inFlight = inFlight;
  }

  /** Starts the service and returns once it answers. */
  public static HttpService start(
      ServiceDefinition definition,
      ServiceSettings settings,
      Function<ServiceContext, Routes> routes) {
    ServiceContext context = context(definition, settings);
    GracefulHandler inFlight = new GracefulHandler();
    Health health = new Health("up", definition.name(), BuildVersion.current());
    Javalin server =
        Javalin.create(
            config -> {
              tune(config);
              config.jetty.modifyServer(jetty -> jetty.insertHandler(inFlight));
              ShopProblem.answerFailures(config.routes);
              // Of this request the OpenTelemetry agent makes no span.
              config.routes.get("/health", request -> request.json(health));
              routes.apply(context).addTo(config.routes);
            });
    server.start(settings.listen().host(), settings.listen().port());
    keepIdleConnections(server);
    return new HttpService(server, inFlight);
  }

  public int port() {
    return server.port();
  }

  /**
   * Refuses new requests, lets those in flight end, and stops, whatever is left by then.
   *
   * <p>One after the other: Jetty's own way times out what is idle while answers are on their way,
   * and one of them was lost.
   */
  @Override
  public void close() {
    try {
      inFlight.shutdown().get(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException cutOff) {
      LOG.atWarn().addKeyValue("afterMillis", DRAIN_MILLIS).log("stopped with requests in flight");
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    server.stop();
  }

  private static ServiceContext context(ServiceDefinition definition, ServiceSettings settings) {
    Work work = new Work(definition.name(), definition.work(), settings.seed());
    Map<String, Downstream> downstreams = new HashMap<>();
    settings
        .downstreams()
        .forEach(
            (name, url) ->
                downstreams.put(
                    name, new Downstream(name, url, settings.clientTimeout(), RequestJson.MAPPER)));
    return new ServiceContext(definition.name(), work, downstreams);
  }

  private static void tune(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.maxRequestSize = LARGEST_BODY_BYTES;
    config.jsonMapper(new JavalinJackson(RequestJson.MAPPER, false));
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 4);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
  }

  /** Not by the configuration of HTTP: that one's time-out ends with each request. */
  private static void keepIdleConnections(Javalin server) {
    for (Connector connector : server.jettyServer().server().getConnectors()) {
      if (connector instanceof AbstractConnector open) {
        open.setIdleTimeout(IDLE_MILLIS);
      }
    }
  }
}
