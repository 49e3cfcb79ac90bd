package io.spanline.services.kit;

import io.javalin.util.JavalinBindException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service as a program: settings from the environment, running until it is told to stop. */
public final class ServiceProgram {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceProgram.class);

  private static final int EXIT_FAILED = 1;
  private static final int EXIT_INVALID_SETTINGS = 2;

  private ServiceProgram() {}

  /** Starts the service and returns; its server's threads keep the process alive. */
  public static void run(ServiceDefinition definition, Function<ServiceContext, Routes> routes) {
    // JDK 17 keeps idle connections for 20 minutes, beyond what the server keeps: a POST on one
    // that has just been closed fails, and only faults may.
    System.setProperty("jdk.httpclient.keepalive.timeout", "20");
    try {
      ServiceSettings settings = ServiceSettings.from(System.getenv(), definition);
      start(definition, settings, routes);
    } catch (InvalidSettings invalid) {
      invalid.problems().forEach(problem -> System.err.println(definition.name() + ": " + problem));
      System.exit(EXIT_INVALID_SETTINGS);
    }
  }

  private static void start(
      ServiceDefinition definition,
      ServiceSettings settings,
      Function<ServiceContext, Routes> routes) {
    try {
      HttpService service = HttpService.start(definition, settings, routes);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(definition, service), "shutdown"));
      LOG.atInfo()
          .addKeyValue("service", definition.name())
          .addKeyValue("version", BuildVersion.current())
          .addKeyValue("host", settings.listen().host())
          .addKeyValue("port", service.port())
          .log("listening");
    } catch (JavalinBindException taken) {
      System.err.printf(
          "%s: cannot listen on %s, which is taken or not ours; set SHOP_PORT or SHOP_HOST%n",
          definition.name(), settings.listen());
      System.exit(EXIT_FAILED);
    }
  }

  private static void stop(ServiceDefinition definition, HttpService service) {
    service.close();
    LOG.atInfo().addKeyValue("service", definition.name()).log("stopped");
  }
}
