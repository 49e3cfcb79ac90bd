package io.spanline.streams.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.spanline.rest.Problem;
import io.spanline.rest.Query;
import java.util.Set;

/**
 * A path of the REST interface that is read with GET.
 *
 * @param parameters the query parameters it takes; any other is refused
 */
record Route(String path, Set<String> parameters, Answer answer) {
  Route {
    parameters = Set.copyOf(parameters);
  }

  /** Answers one request. */
  @FunctionalInterface
  interface Answer {
    void to(Context context, Query query);
  }

  void addTo(RoutesConfig routes) {
    routes.get(path, this::handle);
  }

  private void handle(Context context) {
    Query query = Query.of(context, parameters);
    try {
      answer.to(context, query);
    } catch (NotReadyException e) {
      throw Problem.of(503, String.valueOf(e.getMessage()));
    }
  }
}
