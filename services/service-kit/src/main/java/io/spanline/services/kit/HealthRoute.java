package io.spanline.services.kit;

import io.javalin.config.RoutesConfig;

/** Answers {@code GET /health}; of this request the OpenTelemetry agent makes no span. */
final class HealthRoute implements Routes {

  private final Body body;

  HealthRoute(String service) {
    this.body = new Body("up", service, BuildVersion.current());
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/health", request -> request.json(body));
  }

  private record Body(String status, String service, String version) {}
}
