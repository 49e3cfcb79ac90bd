package io.spanline.experiments.replay.plan;

import io.spanline.experiments.replay.Supply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A route of the requests file, with what its requests get.
 *
 * @param route method and {@code http.route}, or the name of the entry spans
 * @param path of the route
 * @param service whose route it is; null for any
 * @param line of the file, from 1
 * @param query null if the file says none; an empty one is sent as none
 * @param body null if the file says none; an empty one is a body
 */
record SuppliedRoute(
    String route,
    RoutePath path,
    @Nullable String service,
    int line,
    Map<String, Template> headers,
    @Nullable Template query,
    @Nullable Template body)
    implements Supply {
  SuppliedRoute {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** What is wrong with a path that a gap cannot be filled from; null if all can. */
  @Nullable String misfit(String path) {
    Template.Filling filling = filling(path, 0);
    for (Template each : templates()) {
      String misfit = each.misfit(filling);
      if (misfit != null) {
        return misfit;
      }
    }
    return null;
  }

  private List<Template> templates() {
    List<Template> templates = new ArrayList<>(headers.values());
    if (query != null) {
      templates.add(query);
    }
    if (body != null) {
      templates.add(body);
    }
    return templates;
  }

  @Override
  public Parts of(String path, long n) {
    Template.Filling filling = filling(path, n);
    Map<String, String> filled = new LinkedHashMap<>();
    headers.forEach((name, value) -> filled.put(name, value.fill(filling)));
    String written = query == null ? "" : query.fill(filling);
    return new Parts(
        filled, written.isEmpty() ? null : written, body == null ? null : body.fill(filling));
  }

  private Template.Filling filling(String path, long n) {
    return new Template.Filling(UrlPath.parts(path), this.path.beginIn(path), n);
  }

  /** What the file calls it. */
  @Override
  public String toString() {
    return service == null ? route : route + " of " + service;
  }
}
