package io.spanline.experiments.replay.send;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.Supply;
import io.spanline.experiments.replay.TracePrefix;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the requests as they go out. */
final class Requests {
  private static final Supply.Parts NOTHING = new Supply.Parts(Map.of(), null, null);

  private final @Nullable String host;

  /**
   * Requests to any target.
   *
   * @param host for the Host header; null for the target's own
   */
  Requests(@Nullable String host) {
    this.host = host;
  }

  /**
   * Makes one.
   *
   * @param n how many of its route went before
   * @throws UnsendableException which tells no secret: neither query nor a header's value
   */
  HttpRequest of(ReplayCase request, TracePrefix.Ids ids, long n) throws UnsendableException {
    Route route = request.route();
    Supply.Parts parts = route.supply() == null ? NOTHING : route.supply().of(request.path(), n);
    HttpRequest.Builder builder = builder(uri(route.target(), request.path(), parts.query()));
    setMethod(builder, route.method(), parts.body());
    set(builder, "user-agent", "spanline-replay");
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      set(builder, header.getKey(), header.getValue());
    }
    for (Map.Entry<String, String> header : parts.headers().entrySet()) {
      set(builder, header.getKey(), header.getValue());
    }
    if (host != null) {
      set(builder, "host", host);
    }
    set(builder, "traceparent", ids.traceparent());
    return builder.build();
  }

  /** Joins the parts as they are: nothing is encoded, decoded or made shorter. */
  private static URI uri(URI target, String path, @Nullable String query)
      throws UnsendableException {
    String before = target.toString();
    URI uri;
    try {
      uri = new URI(before + path + (query == null ? "" : "?" + query));
    } catch (URISyntaxException e) {
      String part = e.getIndex() < (before + path).length() ? "path '" + path + "'" : "the query";
      throw new UnsendableException("not a URI", part + ": " + e.getReason());
    }
    boolean asGiven =
        uri.getRawFragment() == null
            && Objects.equals(uri.getRawQuery(), query)
            && uri.getRawPath().endsWith(path);
    if (!asGiven) {
      throw new UnsendableException("not a URI", "path '" + path + "' or its query has a ? or #");
    }
    return uri;
  }

  private static HttpRequest.Builder builder(URI uri) throws UnsendableException {
    try {
      return HttpRequest.newBuilder(uri);
    } catch (IllegalArgumentException e) {
      throw new UnsendableException(
          "cannot be sent", "only to http and https addresses with a host");
    }
  }

  private static void setMethod(HttpRequest.Builder builder, String method, @Nullable String body)
      throws UnsendableException {
    try {
      builder.method(
          method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    } catch (IllegalArgumentException e) {
      throw new UnsendableException("cannot be sent", "no method '" + method + "'");
    }
  }

  private static void set(HttpRequest.Builder builder, String name, String value)
      throws UnsendableException {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      throw new UnsendableException("cannot be sent", "header '" + name + "' or its value");
    }
  }
}
