package io.spanline.rest;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/**
 * Checks every request before its route is looked up: it must name this interface, not come from a
 * page of another site, and bring the token if there is one.
 */
final class Gate {
  // For supervisors; whole paths, so that no other path begins like them.
  private static final Set<String> FREE = Set.of("/health/live", "/health/ready");

  private final Exposure exposure;

  Gate(Exposure exposure) {
    this.exposure = exposure;
  }

  void check(Context context) {
    String host = String.valueOf(context.host());
    if (!exposure.isHost(host, String.valueOf(context.req().getLocalAddr()))) {
      throw Problem.of(
          403,
          "host '%s' is not allowed; allowed: %s; SPANLINE_HOSTS adds names"
              .formatted(host.replaceFirst(":\\d+$", ""), exposure.ownHosts()));
    }
    refuseForeignOrigin(context, host);
    requireToken(context);
  }

  /** Browsers send the header with requests of a page; other programs do not. */
  private static void refuseForeignOrigin(Context context, String host) {
    for (String origin : Collections.list(context.req().getHeaders("Origin"))) {
      String site = origin.toLowerCase(Locale.ROOT);
      String own = host.toLowerCase(Locale.ROOT);
      if (!site.equals("http://" + own) && !site.equals("https://" + own)) {
        throw Problem.of(403, "requests from web pages of '%s' are not allowed".formatted(origin));
      }
    }
  }

  private void requireToken(Context context) {
    Token token = exposure.token();
    if (token == null || FREE.contains(context.path())) {
      return;
    }
    String authorization = context.header("Authorization");
    if (authorization == null || !token.isOf(authorization)) {
      context.header("WWW-Authenticate", "Bearer realm=\"spanline\"");
      throw Problem.of(
          401,
          authorization == null
              ? "token missing; send the one in SPANLINE_TOKEN_FILE as 'Authorization: Bearer …'"
              : "wrong token; SPANLINE_TOKEN_FILE has the right one");
    }
  }
}
