package io.spanline.experiments.replay.plan;

import io.spanline.experiments.replay.Supply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route of the requests file, with what its requests get.
 *
 * @param route method and {@code http.route}, or the name of the entry spans
 * @param service whose route it is; null for any
 * @param line of the file, from 1
 * @param query null if the file says none
 * @param body null if the file says none; an empty one is a body
 */
record SuppliedRoute(
    String route,
    @Nullable String service,
    int line,
    Map<String, Template> headers,
    @Nullable Template query,
    @Nullable Template body)
    implements Supply {
  // {id}, {id:[0-9]+}, {id...}, :id, <id>, <int:id>
  private static final Pattern NAMED =
      Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_-]*)[^}]*}|:([A-Za-z_]\\w*).*|<(?:\\w+:)?(\\w+)>");

  SuppliedRoute {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** Where the parts of a route's path stand that it names, from 0. */
  static Map<String, Integer> names(String route) {
    Map<String, Integer> names = new LinkedHashMap<>();
    int slash = route.indexOf('/');
    if (slash >= 0) {
      List<String> parts = UrlPath.parts(route.substring(slash));
      for (int i = 0; i < parts.size(); i++) {
        Matcher named = NAMED.matcher(parts.get(i));
        if (named.matches()) {
          for (int group = 1; group <= named.groupCount(); group++) {
            if (named.group(group) != null) {
              names.put(named.group(group), i);
            }
          }
        }
      }
    }
    return names;
  }

  /** How many parts a path must have, so that every gap can be filled. */
  int leastParts() {
    int least = 0;
    for (Template each : headers.values()) {
      least = Math.max(least, each.leastParts());
    }
    least = Math.max(least, query == null ? 0 : query.leastParts());
    return Math.max(least, body == null ? 0 : body.leastParts());
  }

  @Override
  public Parts of(String path, long n) {
    Template.Filling filling = new Template.Filling(UrlPath.parts(path), n);
    Map<String, String> filled = new LinkedHashMap<>();
    headers.forEach((name, value) -> filled.put(name, value.fill(filling)));
    return new Parts(
        filled,
        query == null ? null : query.fill(filling),
        body == null ? null : body.fill(filling));
  }

  /** What the file calls it. */
  @Override
  public String toString() {
    return service == null ? route : route + " of " + service;
  }
}
