package io.spanline.clients;

import com.fasterxml.jackson.databind.JsonNode;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Toxiproxy's API. Every call is bounded, and a change counts as made only if Toxiproxy then shows
 * it: a call that failed may have done its work, one that was answered may not.
 *
 * <p>toxiproxy-java enables, disables and removes. It has no time limits but those of {@link
 * #OPTIONS}, and loses the messages of errors, so after any of them the proxy is looked at.
 *
 * <p>All methods throw {@link ClientException}: {@code SILENT} if it does not answer, {@code
 * REFUSED} if it says no or the change does not show.
 */
public final class Toxiproxy {
  /**
   * Options of every Java program that uses this class: time limits of the library's connections,
   * and no second attempt of a failed POST.
   */
  public static final List<String> OPTIONS =
      List.of(
          "-Dsun.net.client.defaultConnectTimeout=1000",
          "-Dsun.net.client.defaultReadTimeout=2000",
          "-Dsun.net.http.retryPost=false");

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Rest rest;
  private final ToxiproxyClient library;
  private final Duration timeout;

  /** A client of the Toxiproxy whose API is at host and port. */
  public Toxiproxy(String address) {
    this(address, TIMEOUT);
  }

  /** A client with a timeout of each call; a change takes up to three. */
  public Toxiproxy(String address, Duration timeout) {
    this.rest = new Rest("Toxiproxy", address, timeout);
    this.timeout = timeout;
    int colon = address.lastIndexOf(':');
    this.library =
        new ToxiproxyClient(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  /**
   * A proxy as it is, or is to be.
   *
   * @param listen host and port; with port 0 Toxiproxy takes a free one
   * @param upstream host and port
   * @param enabled if not, it refuses connections
   */
  public record Proxy(
      String name, String listen, String upstream, boolean enabled, List<Toxic> toxics) {
    public Proxy {
      toxics = List.copyOf(toxics);
    }

    /** Whether there is a toxic of this name. */
    public boolean has(String toxic) {
      return toxics.stream().anyMatch(each -> each.name().equals(toxic));
    }

    private boolean isElsewiseAs(Proxy other) {
      return enabled == other.enabled
          && listen.equals(other.listen)
          && upstream.equals(other.upstream);
    }

    private static Proxy read(JsonNode proxy) {
      List<Toxic> toxics = new ArrayList<>();
      proxy.path("toxics").forEach(toxic -> toxics.add(Toxic.read(toxic)));
      return new Proxy(
          proxy.path("name").asText(),
          proxy.path("listen").asText(),
          proxy.path("upstream").asText(),
          proxy.path("enabled").asBoolean(),
          toxics);
    }
  }

  public boolean answers() {
    return rest.answers("/version");
  }

  public SortedMap<String, Proxy> proxies() {
    SortedMap<String, Proxy> proxies = new TreeMap<>();
    for (JsonNode proxy : rest.get("/proxies")) {
      Proxy read = Proxy.read(proxy);
      proxies.put(read.name(), read);
    }
    return proxies;
  }

  public Proxy proxy(String name) {
    return Proxy.read(rest.get(path(name)));
  }

  /** Makes a proxy and then puts its toxics on; returns it as it is now. */
  public Proxy create(Proxy wanted) {
    change(
        "proxy " + wanted.name(),
        () ->
            rest.post(
                "/proxies",
                Map.of(
                    "name", wanted.name(),
                    "listen", wanted.listen(),
                    "upstream", wanted.upstream(),
                    "enabled", wanted.enabled())),
        proxies -> {
          Proxy made = proxies.get(wanted.name());
          return made != null
              && made.upstream().equals(wanted.upstream())
              && made.enabled() == wanted.enabled();
        });
    wanted.toxics().forEach(toxic -> add(wanted.name(), toxic));
    return proxy(wanted.name());
  }

  /**
   * Puts a toxic on a proxy, at the end of those of its stream, with all its attributes at once. If
   * the same one is on already, that will do.
   */
  public void add(String proxy, Toxic toxic) {
    Proxy before = proxy(proxy);
    change(
        "toxic %s on proxy %s".formatted(toxic.name(), proxy),
        () -> rest.post(path(proxy) + "/toxics", toxic.json()),
        proxies ->
            proxies.containsKey(proxy)
                && proxies.get(proxy).isElsewiseAs(before)
                && proxies.get(proxy).toxics().stream().anyMatch(each -> each.fulfils(toxic)));
  }

  /** Takes the toxic of this name off a proxy. */
  public void remove(String proxy, Toxic toxic) {
    change(
        "proxy %s without toxic %s".formatted(proxy, toxic.name()),
        () -> bounded(() -> library.getProxy(encoded(proxy)).toxics().get(toxic.name()).remove()),
        proxies -> proxies.containsKey(proxy) && !proxies.get(proxy).has(toxic.name()));
  }

  /** Lets a proxy accept connections again. */
  public void enable(String proxy) {
    change(
        "proxy %s enabled".formatted(proxy),
        () -> bounded(() -> library.getProxy(encoded(proxy)).enable()),
        proxies -> proxies.containsKey(proxy) && proxies.get(proxy).enabled());
  }

  /** Closes a proxy's connections and lets it refuse new ones. */
  public void disable(String proxy) {
    change(
        "proxy %s disabled".formatted(proxy),
        () -> bounded(() -> library.getProxy(encoded(proxy)).disable()),
        proxies -> proxies.containsKey(proxy) && !proxies.get(proxy).enabled());
  }

  /** Makes a change and checks that it shows; one that failed may have been made. */
  private void change(String wanted, Runnable call, Predicate<SortedMap<String, Proxy>> isMade) {
    try {
      call.run();
    } catch (ClientException e) {
      if (!isMade.test(proxies())) {
        throw e;
      }
      return;
    }
    if (!isMade.test(proxies())) {
      throw ClientException.refused(
          "Toxiproxy answered ok to '%s' but does not show it".formatted(wanted));
    }
  }

  private void bounded(Bounded.Call call) {
    try {
      Bounded.run(timeout.multipliedBy(2), call);
    } catch (FileNotFoundException e) {
      throw ClientException.refused("Toxiproxy: no such proxy or toxic");
    } catch (IOException e) {
      throw rest.silent(e);
    } catch (ClientException e) {
      throw e;
    } catch (RuntimeException e) {
      // What the library makes of any answer that is an error, or no JSON of Toxiproxy's.
      throw ClientException.refused("Toxiproxy refused: " + e.getMessage());
    }
  }

  private static String path(String proxy) {
    return "/proxies/" + encoded(proxy);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
