package io.spanline.clients;

import java.util.Map;

/**
 * Makes the JDK's HTTP client send each request once. By itself it repeats a GET whose pooled
 * connection died, and any request whose connection was refused, and tells nobody.
 */
public final class OneAttempt {
  private static final Map<String, String> SWITCHES =
      Map.of(
          "jdk.httpclient.disableRetryConnect", "true",
          "jdk.httpclient.redirects.retrylimit", "1",
          // Less than the 5 s after which common servers close an idle connection.
          "jdk.httpclient.keepalive.timeout", "4",
          "jdk.httpclient.allowRestrictedHeaders", "host");

  private OneAttempt() {}

  /** Sets it for this process; must come before its first HTTP client, which reads it once. */
  public static void only() {
    SWITCHES.forEach(System::setProperty);
  }
}
