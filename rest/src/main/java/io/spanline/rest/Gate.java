package io.spanline.rest;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/**
 * What every request must pass before a route is looked for: it names this interface, does not come
 * from a page of another site, and brings the token where there is one.
 */
final class Gate {
  // What a supervisor asks; whole paths, so that nothing else begins like them.
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
          "host '%s' is none of %s; SPANLINE_HOSTS adds names"
              .formatted(host.replaceFirst(":\\d+$", ""), exposure.ownHosts()));
    }
    refuseForeignOrigin(context, host);
    requireToken(context);
  }

  /** A browser sends it with what a page asks for; other programs have no use for it. */
  private static void refuseForeignOrigin(Context context, String host) {
    for (String origin : Collections.list(context.req().getHeaders("Origin"))) {
      String site = origin.toLowerCase(Locale.ROOT);
      String own = host.toLowerCase(Locale.ROOT);
      if (!site.equals("http://" + own) && !site.equals("https://" + own)) {
        throw Problem.of(403, "a page of '%s' may not ask here".formatted(origin));
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
              ? "a token is needed; send the one of SPANLINE_TOKEN_FILE as 'Authorization: Bearer …'"
              : "this is not the token of SPANLINE_TOKEN_FILE");
    }
  }
}
