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
  private static final Pattern SITE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*");

  public Optional<String> method() {
    return first("http.request.method", "http.method");
  }

  public Optional<String> route() {
    return span.attribute("http.route");
  }

  /** The path without its query; empty if nothing says it. */
  public Optional<String> path() {
    return span.attribute("url.path")
        .or(() -> first("http.target", "http.url").map(HttpRequest::path));
  }

  public Optional<String> status() {
    return first("http.response.status_code", "http.status_code");
  }

  /** The path of a URL or of a request's target. */
  public static String path(String url) {
    Matcher site = SITE.matcher(url);
    int start = site.lookingAt() ? site.end() : 0;
    int end = start;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    return start > 0 && end == start ? "/" : url.substring(start, end);
  }

  private Optional<String> first(String... keys) {
    return Stream.of(keys).flatMap(key -> span.attribute(key).stream()).findFirst();
  }
}
