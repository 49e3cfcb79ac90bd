package io.spanline.clients;

import java.util.Map;

/**
 * What the JDK's HTTP client does not do in our programs. By itself it repeats a GET whose pooled
 * connection died, and any request whose connection was refused, and tells nobody.
 */
public final class HttpSwitches {
  private static final Map<String, String> OF_HTTP =
      Map.of(
          "jdk.httpclient.disableRetryConnect", "true",
          "jdk.httpclient.redirects.retrylimit", "1",
          // Less than the 5 s after which common servers close an idle connection.
          "jdk.httpclient.keepalive.timeout", "4",
          "jdk.httpclient.allowRestrictedHeaders", "host");
  private static final String COMMON_THREADS =
      "java.util.concurrent.ForkJoinPool.common.parallelism";

  private HttpSwitches() {}

  /** Sets them for this process; must come before its first HTTP client, which reads them once. */
  public static void set() {
    OF_HTTP.forEach(System::setProperty);
    // With fewer than two common threads, a new thread would be started for each request.
    if (Runtime.getRuntime().availableProcessors() <= 2) {
      System.setProperty(COMMON_THREADS, "2");
    }
  }
}
