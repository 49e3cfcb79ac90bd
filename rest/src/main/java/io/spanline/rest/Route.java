package io.spanline.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * A path of a REST interface with one of its methods.
 *
 * @param parameters the query parameters it takes; any other is refused
 */
public record Route(HandlerType method, String path, Set<String> parameters, Answer answer) {
  public Route {
    parameters = Set.copyOf(parameters);
  }

  public static Route get(String path, Set<String> parameters, Answer answer) {
    return new Route(HandlerType.GET, path, parameters, answer);
  }

  /** Answers one request. */
  @FunctionalInterface
  public interface Answer {
    void to(Context context, Query query) throws Exception;
  }

  /** Its name, such as {@code GET /v1/things}. */
  public String name() {
    return method.name() + " " + path;
  }

  public void addTo(RoutesConfig routes) {
    routes.addHttpHandler(
        method, path, context -> answer.to(context, Query.of(context, parameters)));
  }
}
