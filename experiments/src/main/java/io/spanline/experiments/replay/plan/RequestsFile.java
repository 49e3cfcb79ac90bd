package io.spanline.experiments.replay.plan;

import io.spanline.experiments.yaml.StrictYaml;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What the user says of requests that no capture holds: per route headers, a query, a body.
 *
 * @param routes in the order of the file
 */
record RequestsFile(List<SuppliedRoute> routes) {
  static final RequestsFile NONE = new RequestsFile(List.of());

  private static final long DEFAULT_SEED = 1;
  private static final Set<String> KEYS = StrictYaml.keys("seed", "requests");
  private static final Set<String> ROUTE_KEYS =
      StrictYaml.keys("route", "service", "headers", "query", "body");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  // Those of the HTTP client itself, and those that say of which trace a request is.
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade",
          "traceparent",
          "tracestate");

  RequestsFile {
    routes = List.copyOf(routes);
  }

  /**
   * Reads a file, and the secrets that it names.
   *
   * @param environment value of a variable; null if it is not set
   * @throws IllegalArgumentException with the sentence to show, with file, line and column
   */
  static RequestsFile read(Path file, Function<String, @Nullable String> environment)
      throws IOException {
    StrictYaml yaml = new StrictYaml(file.toString());
    Node document = yaml.document(text(file));
    if (document == null) {
      throw new IllegalArgumentException(file + ": is empty; expected the key requests");
    }
    Map<String, Node> values = yaml.mapping(document, KEYS);
    Node seed = values.get("seed");
    TemplateReader templates =
        new TemplateReader(
            file.toAbsolutePath().resolveSibling("."),
            environment,
            seed == null ? DEFAULT_SEED : yaml.number(seed));
    List<SuppliedRoute> routes = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Node each : yaml.list(yaml.required(document, values, "requests"))) {
      SuppliedRoute route = route(yaml, templates, each);
      if (!seen.add(route.toString())) {
        throw yaml.problem(each, route + " appears twice");
      }
      routes.add(route);
    }
    return new RequestsFile(routes);
  }

  /**
   * The route of the file that a request is of; null if there is none. One of a service is nearer.
   *
   * @param names of the request's route, any of which the file may use
   */
  @Nullable SuppliedRoute of(String service, Set<String> names) {
    SuppliedRoute found = null;
    for (SuppliedRoute each : routes) {
      if (names.contains(each.route())
          && (service.equals(each.service()) || (found == null && each.service() == null))) {
        found = each;
      }
    }
    return found;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("no requests file %s".formatted(file), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("requests file %s is not UTF-8".formatted(file), e);
    }
  }

  private static SuppliedRoute route(StrictYaml yaml, TemplateReader templates, Node node) {
    Map<String, Node> values = yaml.mapping(node, ROUTE_KEYS);
    String route = yaml.text(yaml.required(node, values, "route"));
    Node service = values.get("service");
    RoutePath path = RoutePath.of(route);
    Reading reading = new Reading(yaml, templates, route, path.names());
    Map<String, Template> headers = new LinkedHashMap<>();
    Node given = values.get("headers");
    String contentType = null;
    if (given != null) {
      for (Map.Entry<String, Node> each : yaml.mapping(given).entrySet()) {
        String name = header(yaml, each);
        if (headers.put(name, reading.of(each.getValue(), Place.HEADER, name)) != null) {
          throw yaml.problem(each.getValue(), "header '%s' appears twice".formatted(name));
        }
        contentType = name.equals("content-type") ? yaml.text(each.getValue()) : contentType;
      }
    }
    Node query = values.get("query");
    Node body = values.get("body");
    return new SuppliedRoute(
        route,
        path,
        service == null ? null : yaml.text(service),
        StrictYaml.line(node),
        headers,
        query == null ? null : reading.of(query, Place.QUERY, "query"),
        body == null ? null : reading.of(body, Place.ofBody(yaml.text(body), contentType), "body"));
  }

  /** What the templates of one route need to be read. */
  private record Reading(
      StrictYaml yaml, TemplateReader templates, String route, Map<String, Integer> names) {
    Template of(Node node, Place place, String field) {
      String text = yaml.text(node);
      return yaml.at(node, () -> templates.read(text, place, names, route + " " + field));
    }
  }

  private static String header(StrictYaml yaml, Map.Entry<String, Node> header) {
    String name = header.getKey().toLowerCase(Locale.ROOT);
    Matcher token = HEADER_NAME.matcher(name);
    if (!token.matches()) {
      throw yaml.problem(header.getValue(), "invalid header name '%s'".formatted(name));
    }
    if (OWN_HEADERS.contains(name)) {
      throw yaml.problem(
          header.getValue(),
          "header '%s' is the replay's own; %s"
              .formatted(name, name.equals("host") ? "use --host NAME" : "leave it out"));
    }
    return name;
  }
}
