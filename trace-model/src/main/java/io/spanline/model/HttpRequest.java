package io.spanline.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a span says of its HTTP request, by the attributes' names of today or those before version
 * 1.21 of OpenTelemetry's conventions, which some SDKs still send by default.
 */
public record HttpRequest(Span span) {
  /** An attribute that says of an entry span that a query was dropped: {@code true}. */
  public static final String QUERY_MARK = "spanline.query";

  private static final Pattern TARGET =
      Pattern.compile(
          "(?<site>[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*)?(?<path>/[^?#]*)?(?:[?#].*)?",
          Pattern.DOTALL);

  public Optional<String> method() {
    return first("http.request.method", "http.method");
  }

  public Optional<String> route() {
    return span.attribute("http.route");
  }

  /** The path without its query; empty if nothing says it. */
  public Optional<String> path() {
    return span.attribute("url.path")
        .or(() -> first("http.target", "http.url").flatMap(HttpRequest::path));
  }

  public Optional<String> status() {
    return first("http.response.status_code", "http.status_code");
  }

  public Optional<String> scheme() {
    return first("url.scheme", "http.scheme");
  }

  /** A header that the SDK recorded; older ones wrote its name with underscores. */
  public Optional<String> header(String name) {
    String key = "http.request.header." + name;
    return first(key, key.replace('-', '_'));
  }

  /** Whether it had a query, be that still there or dropped. */
  public boolean hasQuery() {
    return first(QUERY_MARK).filter("true"::equals).isPresent()
        || first("url.query").filter(query -> !query.isEmpty()).isPresent()
        || Stream.of("http.target", "http.url")
            .flatMap(key -> span.attribute(key).stream())
            .anyMatch(url -> url.indexOf('?') >= 0);
  }

  /**
   * The path of a URL or of a request's target; empty if that is neither, or if it is a URL with an
   * at sign after its site: what stands before that may be the end of a password.
   */
  public static Optional<String> path(String url) {
    Matcher target = TARGET.matcher(url);
    if (!target.matches()) {
      return Optional.empty();
    }
    boolean ofSite = target.group("site") != null;
    String path = target.group("path");
    if (path == null) {
      return ofSite ? Optional.of("/") : Optional.empty();
    }
    return ofSite && path.indexOf('@') >= 0 ? Optional.empty() : Optional.of(path);
  }

  /** The first of some attributes that is there. */
  public Optional<String> first(String... keys) {
    return Stream.of(keys).flatMap(key -> span.attribute(key).stream()).findFirst();
  }
}
