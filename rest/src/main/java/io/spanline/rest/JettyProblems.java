package io.spanline.rest;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Problem answers to requests that Jetty refuses before it looks up a route, such as a broken
 * request line; its own answer would be a page of HTML.
 */
final class JettyProblems extends ErrorHandler {
  private static final HttpField JSON =
      new HttpField(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    response.getHeaders().put(JSON);
    Content.Sink.write(response, true, json(code, message), callback);
  }

  /**
   * Writes JSON by hand: there is no mapper that early, and only the detail needs escaping. The
   * status is not a %d, since that uses the digits of the default locale.
   */
  private static String json(int status, @Nullable String message) {
    String detail =
        message == null ? "request refused" : message.replaceAll("[^ -~]|[\"\\\\]", "?");
    return "{\"title\":\"%s\",\"status\":%s,\"detail\":\"%s\"}"
        .formatted(Problem.title(status), status, detail);
  }
}
