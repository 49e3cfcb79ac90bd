package io.spanline.experiments.replay.plan;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.Route;
import io.spanline.model.HttpRequest;
import io.spanline.model.RedactedText;
import io.spanline.model.Span;
import io.spanline.topic.Beginning;
import io.spanline.topic.Replayability;
import io.spanline.topic.Replayability.Reason;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request that began a trace.
 *
 * @param name method and route, or method and the span's name if it says no route
 * @param supplied what the requests file says of it; null if nothing
 */
record Candidate(Span root, HttpRequest request, String name, @Nullable SuppliedRoute supplied) {
  private static final List<String> HEADERS = List.of("accept", "content-type");

  static Candidate of(Span root, RequestsFile requests) {
    HttpRequest request = new HttpRequest(root);
    String method = request.method().orElse("");
    String operation = Route.name(method, root.operation());
    String name = request.route().map(route -> Route.name(method, route)).orElse(operation);
    Set<String> names = new HashSet<>(List.of(name, operation, root.operation()));
    return new Candidate(root, request, name, requests.of(root.service(), names));
  }

  /** Why it is not sent again; empty if it is. */
  Optional<String> obstacle(Beginning beginning, SideEffects allowed, Optional<URI> target) {
    for (Reason reason : Replayability.of(root, beginning).reasons()) {
      boolean supplies =
          supplied != null
              && ((reason == Reason.NO_BODY && supplied.body() != null)
                  || (reason == Reason.NO_QUERY && supplied.query() != null));
      if (!supplies) {
        return Optional.of(
            switch (reason) {
              case NO_BODY -> "no body for " + name;
              case NO_QUERY -> "no query for " + name;
              default -> reason.toString();
            });
      }
    }
    if (allowed == SideEffects.REFUSED
        && !Replayability.SAFE.contains(request.method().orElse(""))) {
      return Optional.of(name + " has side effects; allow it with --allow-side-effects");
    }
    String misfit = supplied == null ? null : supplied.misfit(path());
    if (misfit != null) {
      return Optional.of("a path of %s %s".formatted(name, misfit));
    }
    if (root.startNanos() == 0) {
      return Optional.of("no start time");
    }
    return target.isPresent()
        ? Optional.empty()
        : Optional.of(
            "no target for %1$s; give --target %1$s=http://HOST:PORT".formatted(root.service()));
  }

  Route route(URI target) {
    return new Route(
        root.service(), root.operation(), request.method().orElse(""), target, supplied);
  }

  ReplayCase sentTo(Route route, int line, Sharing sharing) {
    return new ReplayCase(
        line,
        root.traceId(),
        root.startNanos(),
        route,
        sharing.paths().of(path()),
        sharing.headers().of(headers()),
        status());
  }

  /** What many requests have in common. */
  record Sharing(Interned<String> paths, Interned<Map<String, String>> headers) {}

  private String path() {
    return UrlPath.encoded(request.path().orElse("/"));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    for (String name : HEADERS) {
      request
          .header(name)
          .filter(value -> !value.contains(RedactedText.MARK) && Place.isOfHeader(value))
          .ifPresent(value -> headers.put(name, value));
    }
    return Map.copyOf(headers);
  }

  private int status() {
    return request
        .status()
        .filter(status -> status.matches("[1-5][0-9]{2}"))
        .map(Integer::valueOf)
        .orElse(0);
  }
}
