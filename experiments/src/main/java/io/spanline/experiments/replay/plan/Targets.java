package io.spanline.experiments.replay.plan;

import io.spanline.model.Address;
import io.spanline.model.HttpRequest;
import io.spanline.model.Span;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of each service are sent to: where the user says, else to the stack's own
 * service, else to where the span says if that is this machine; nowhere else.
 */
public final class Targets {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int HIGHEST_PORT = 65535;

  private final @Nullable URI all;
  private final Map<String, URI> named;
  private final Map<String, URI> stack;
  private final Loopback loopback;

  private Targets(
      @Nullable URI all, Map<String, URI> named, Map<String, URI> stack, Loopback loopback) {
    this.all = all;
    this.named = Map.copyOf(named);
    this.stack = Map.copyOf(stack);
    this.loopback = loopback;
  }

  /** What a loopback address of a span means to this program. */
  public enum Loopback {
    THIS_MACHINE,
    /** The container of whoever sent the span: this program runs in another. */
    ELSEWHERE
  }

  /**
   * Reads what the user gave.
   *
   * @param given each a URL for all services, or {@code service=URL}
   * @param stack where the stack's own services listen
   * @throws IllegalArgumentException naming the one that is none
   */
  public static Targets of(List<String> given, Map<String, URI> stack, Loopback loopback) {
    URI all = null;
    Map<String, URI> named = new HashMap<>();
    for (String each : given) {
      int url = Math.max(0, each.indexOf('=') + 1);
      if (url == 0 || each.indexOf("://") < url) {
        if (all != null) {
          throw new IllegalArgumentException(
              "--target is given twice for all services; expected --target"
                  + " SERVICE=http://HOST:PORT");
        }
        all = url(each);
      } else if (named.put(each.substring(0, url - 1), url(each.substring(url))) != null) {
        throw new IllegalArgumentException(
            "--target is given twice for " + each.substring(0, url - 1));
      }
    }
    return new Targets(all, named, stack, loopback);
  }

  /** The services for which the user named a target. */
  Set<String> services() {
    return named.keySet();
  }

  /** Where the request of an entry span goes to; empty if it may go nowhere. */
  Optional<URI> of(Span entry) {
    return Optional.ofNullable(named.get(entry.service()))
        .or(() -> Optional.ofNullable(all))
        .or(() -> Optional.ofNullable(stack.get(entry.service())))
        .or(() -> thisMachine(new HttpRequest(entry)));
  }

  /** Where a span says that it was called, if that is this machine. */
  private Optional<URI> thisMachine(HttpRequest request) {
    if (loopback == Loopback.ELSEWHERE) {
      return Optional.empty();
    }
    String scheme = request.scheme().orElse("http").toLowerCase(Locale.ROOT);
    String host = request.first("server.address", "net.host.name").orElse("");
    String port = request.first("server.port", "net.host.port").map(":"::concat).orElse("");
    String plain = host.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || !Address.isLoopback(plain)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          url(scheme + "://" + (plain.contains(":") ? "[" + plain + "]" : plain) + port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A URL without the slash at its end. */
  private static URI url(String text) {
    URI url;
    try {
      url = new URI(text.replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      // Without the text, which may hold a password.
      throw new IllegalArgumentException("invalid --target URL; expected http://HOST:PORT", e);
    }
    if (url.getRawUserInfo() != null || String.valueOf(url.getRawAuthority()).contains("@")) {
      throw new IllegalArgumentException(
          "--target must hold no credentials; let --requests FILE add an authorization header");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "--target must hold no query and no fragment; let --requests FILE add the query");
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)
        || url.getHost() == null
        || url.getPort() == 0
        || url.getPort() > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "invalid --target URL '%s'; expected http://HOST:PORT".formatted(text));
    }
    return url;
  }
}
