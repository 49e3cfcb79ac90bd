package io.spanline.stack.tool;

import io.spanline.stack.Received;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Files from the network. One that moves may take as long as it takes; one of which no byte comes
 * for a while is given up, and a host that does not answer at all is not asked again.
 */
final class HttpFiles {
  /** With the time to notice and to tidy up, under the 5 s that a failure may cost. */
  static final Duration PATIENCE = Duration.ofSeconds(4);

  /** Shared by all of the process, so that a silent host is waited for once. */
  static final HttpFiles OF_THIS_PROCESS =
      new HttpFiles(PATIENCE, EnvironmentProxies.of(System.getenv()));

  private static final int MOST_REDIRECTS = 5;
  private static final long POLL_MILLIS = 100;
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  /** What java.net.http says, where a status says the same elsewhere. */
  private static final Pattern AUTHENTICATION =
      Pattern.compile("(?i)no credentials|authenticat|tunnel failed, got: 407");

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Duration patience;
  private final EnvironmentProxies proxies;
  private final Map<String, String> silentHosts = new ConcurrentHashMap<>();
  private @Nullable HttpClient client;

  HttpFiles(Duration patience, EnvironmentProxies proxies) {
    this.patience = patience;
    this.proxies = proxies;
  }

  /** Follows a file that comes. */
  interface Watch {
    void received(Received soFar);

    /** Returns as long as the file is wanted, else throws what {@code fetch} is to throw. */
    void check();
  }

  /**
   * A file that has come whole.
   *
   * @param sha256 in hex
   */
  record Fetched(Received size, String sha256) {}

  /**
   * Fetches a file.
   *
   * @param mostBytes a larger one is refused
   * @throws DownloadFailed if it does not come, for the user
   * @throws IOException if it cannot be written
   */
  Fetched fetch(URI address, Path file, long mostBytes, Watch watch)
      throws DownloadFailed, IOException, InterruptedException {
    HttpClient http = client();
    URI at = address;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      try (Transfer transfer = new Transfer(file, mostBytes)) {
        HttpResponse.ResponseInfo answer = answer(http, at, transfer, watch);
        if (answer.statusCode() == Transfer.OK) {
          watch.received(transfer.received());
          return new Fetched(transfer.received(), transfer.sum());
        }
        if (answer.statusCode() == PROXY_AUTHENTICATION_REQUIRED) {
          throw refused(at);
        }
        if (!REDIRECTS.contains(answer.statusCode())) {
          throw new DownloadFailed("%s answered %d".formatted(at, answer.statusCode()));
        }
        at = next(at, answer);
      }
    }
    throw new DownloadFailed("%s sends on more than %d times".formatted(address, MOST_REDIRECTS));
  }

  /** Sends one request; returns once its body is there, or its status if there is to be none. */
  private HttpResponse.ResponseInfo answer(HttpClient http, URI at, Transfer transfer, Watch watch)
      throws DownloadFailed, IOException, InterruptedException {
    String silent = silentHosts.get(at.getAuthority());
    if (silent != null) {
      throw new DownloadFailed(silent + ", and is not asked again");
    }
    String noProxy = proxies.problem(at);
    if (noProxy != null) {
      throw new DownloadFailed(noProxy);
    }
    HttpRequest request = HttpRequest.newBuilder(at).header("User-Agent", "spanline").GET().build();
    CompletableFuture<HttpResponse<Void>> sent = http.sendAsync(request, transfer);
    try {
      while (true) {
        watch.check();
        boolean isOver = isOver(sent, at, transfer);
        check(at, transfer);
        HttpResponse.ResponseInfo head = transfer.head();
        if (head != null && (isOver || head.statusCode() != Transfer.OK)) {
          return head;
        }
        if (transfer.received().bytes() > 0) {
          watch.received(transfer.received());
        }
      }
    } finally {
      // Ends the exchange: a body that nobody wants any more, such as that of a 404.
      sent.cancel(true);
    }
  }

  private void check(URI at, Transfer transfer) throws DownloadFailed, IOException {
    transfer.check();
    if (transfer.isTooLarge()) {
      throw new DownloadFailed("%s is larger than it may be".formatted(at));
    }
    if (transfer.quiet().compareTo(patience) > 0) {
      throw transfer.head() == null
          ? unanswered(at)
          : new DownloadFailed(
              "%s: no byte came for %s, after %s".formatted(at, seconds(), transfer.received()));
    }
  }

  /** Waits a moment for the end. */
  private boolean isOver(CompletableFuture<HttpResponse<Void>> sent, URI at, Transfer transfer)
      throws DownloadFailed, InterruptedException {
    try {
      sent.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw failed(at, transfer, e.getCause());
    }
  }

  private DownloadFailed failed(URI at, Transfer transfer, @Nullable Throwable cause) {
    String message = cause == null ? "" : String.valueOf(cause.getMessage());
    if (cause instanceof HttpConnectTimeoutException) {
      return unanswered(at);
    }
    if (cause instanceof ConnectException) {
      String via = proxies.via(at);
      boolean isNoName = cause.getCause() instanceof UnresolvedAddressException;
      return silent(
          at,
          (isNoName ? "is no name that this machine can resolve" : "cannot be connected to")
              + (via == null ? "" : ", through the proxy " + via));
    }
    if (cause instanceof SSLException) {
      return silent(at, "has no TLS that this machine trusts: " + message);
    }
    if (transfer.head() != null) {
      return new DownloadFailed("%s broke off after %s".formatted(at, transfer.received()));
    }
    return AUTHENTICATION.matcher(message).find()
        ? refused(at)
        : new DownloadFailed("%s: %s".formatted(at, message));
  }

  /** A user and password are wanted, or others. */
  private DownloadFailed refused(URI at) {
    String via = proxies.via(at);
    return via == null
        ? silent(at, "wants a user and password")
        : silent(
            at,
            ("is behind the proxy %s, which wants a user and password, or others than it got: as in"
                    + " HTTPS_PROXY=http://user:password@host:port")
                .formatted(via));
  }

  private DownloadFailed unanswered(URI at) {
    return silent(at, "did not answer within " + seconds());
  }

  /** Remembers the host, and says why. */
  private DownloadFailed silent(URI at, String why) {
    String sentence = at.getAuthority() + " " + why;
    silentHosts.put(at.getAuthority(), sentence);
    return new DownloadFailed(sentence);
  }

  private String seconds() {
    return "%.3g s".formatted(patience.toMillis() / 1000.0);
  }

  private static URI next(URI at, HttpResponse.ResponseInfo answer) throws DownloadFailed {
    String location = answer.headers().firstValue("location").orElse("");
    URI next;
    try {
      next = at.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new DownloadFailed("%s sends on to '%s'".formatted(at, location));
    }
    boolean isDowngrade =
        "https".equalsIgnoreCase(at.getScheme()) && !"https".equalsIgnoreCase(next.getScheme());
    boolean isHttp = next.getScheme() != null && next.getScheme().matches("(?i)https?");
    if (location.isEmpty() || next.getHost() == null || !isHttp || isDowngrade) {
      throw new DownloadFailed("%s sends on to '%s'".formatted(at, location));
    }
    return next;
  }

  /**
   * Made when first needed: most processes find the tools in the cache. Not on the host's time: it
   * reads the machine's certificates, which may take a second.
   */
  private synchronized HttpClient client() {
    if (client == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              // By hand: each hop has to answer in time, and none may leave TLS.
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(patience)
              .proxy(proxies);
      proxies.authenticator().ifPresent(builder::authenticator);
      client = builder.build();
    }
    return client;
  }
}
