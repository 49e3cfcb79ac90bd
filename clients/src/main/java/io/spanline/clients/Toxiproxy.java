package io.spanline.clients;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Toxiproxy's API. Every call has a timeout, and a change counts as made only if Toxiproxy then
 * shows it: a call may hang after it has done its work.
 *
 * <p>All methods throw {@link ClientException}: {@code SILENT} if it does not answer, {@code
 * REFUSED} if it says no or the change does not show.
 */
public final class Toxiproxy {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Rest rest;

  /** A client of the Toxiproxy whose API is at host and port. */
  public Toxiproxy(String address) {
    this(address, TIMEOUT);
  }

  /** A client with a timeout of each call; a change takes up to two. */
  public Toxiproxy(String address, Duration timeout) {
    this.rest = new Rest("Toxiproxy", address, timeout);
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

  /** Puts a toxic on a proxy, at the end of those of its stream. */
  public void add(String proxy, Toxic toxic) {
    change(
        "toxic %s on proxy %s".formatted(toxic.name(), proxy),
        () -> rest.post(path(proxy) + "/toxics", toxic.json()),
        proxies ->
            proxies.containsKey(proxy)
                && proxies.get(proxy).toxics().stream().anyMatch(each -> each.fulfils(toxic)));
  }

  /** Takes the toxic of this name off a proxy. */
  public void remove(String proxy, Toxic toxic) {
    change(
        "proxy %s without toxic %s".formatted(proxy, toxic.name()),
        () -> rest.delete(path(proxy) + "/toxics/" + encoded(toxic.name())),
        proxies ->
            proxies.containsKey(proxy)
                && proxies.get(proxy).toxics().stream()
                    .noneMatch(each -> each.name().equals(toxic.name())));
  }

  /** Makes a change and checks that it shows; a change without an answer may have been made. */
  private void change(String wanted, Runnable call, Predicate<SortedMap<String, Proxy>> isMade) {
    try {
      call.run();
    } catch (ClientException e) {
      if (e.reason() != ClientException.Reason.SILENT || !isMade.test(proxies())) {
        throw e;
      }
      return;
    }
    if (!isMade.test(proxies())) {
      throw ClientException.refused(
          "Toxiproxy answered ok to '%s' but does not show it".formatted(wanted));
    }
  }

  private static String path(String proxy) {
    return "/proxies/" + encoded(proxy);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
