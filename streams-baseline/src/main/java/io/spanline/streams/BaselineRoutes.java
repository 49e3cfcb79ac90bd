package io.spanline.streams;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.spanline.rest.Problem;
import java.util.Map;
import java.util.function.Supplier;

/** The REST interface: {@code GET /v1/services} and {@code GET /v1/ledger}. */
final class BaselineRoutes {
  private final BaselineViews views;

  BaselineRoutes(BaselineViews views) {
    this.views = views;
  }

  void addTo(RoutesConfig routes) {
    routes.get(
        "/v1/services", context -> answer(context, () -> Map.of("services", views.services())));
    routes.get("/v1/ledger", context -> answer(context, views::ledger));
  }

  private static void answer(Context context, Supplier<Object> body) {
    try {
      context.json(body.get());
    } catch (BaselineViews.NotReadyException e) {
      context.header("Retry-After", "1");
      throw Problem.of(503, String.valueOf(e.getMessage()));
    }
  }
}
