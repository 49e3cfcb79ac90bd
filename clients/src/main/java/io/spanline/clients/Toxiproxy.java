package io.spanline.clients;

import com.fasterxml.jackson.databind.JsonNode;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.spanline.clients.ClientException.Reason;
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
import org.jspecify.annotations.Nullable;

/**
 * Toxiproxy's API. Every call is bounded, and a change counts as made only if Toxiproxy then shows
 * it: a call that failed may have done its work, one that was answered may not.
 *
 * <p>toxiproxy-java enables and removes. It has no time limits but those of {@link #OPTIONS}, and
 * loses the messages of errors, so after any of them the proxy is looked at.
 *
 * <p>All methods throw {@link ClientException}: {@code SILENT} if it does not answer, {@code
 * ABSENT} if there is no such proxy, {@code REFUSED} if it says no or the change does not show.
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

  private final String address;
  private final ToxiproxyClient library;
  private final Duration timeout;
  private final @Nullable Deadline deadline;

  /** A client of the Toxiproxy whose API is at host and port. */
  public Toxiproxy(String address) {
    this(address, TIMEOUT);
  }

  /** A client with a timeout of each call; a change takes up to three. */
  public Toxiproxy(String address, Duration timeout) {
    this(address, timeout, null);
  }

  private Toxiproxy(String address, Duration timeout, @Nullable Deadline deadline) {
    this.address = address;
    this.timeout = timeout;
    this.deadline = deadline;
    int colon = address.lastIndexOf(':');
    this.library =
        new ToxiproxyClient(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  /** A client of the same Toxiproxy whose calls all end by the deadline. */
  public Toxiproxy until(Deadline deadline) {
    return new Toxiproxy(address, timeout, deadline);
  }

  /** Host and port of the API. */
  public String address() {
    return address;
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

    private boolean leadsAs(Proxy other) {
      return listen.equals(other.listen) && upstream.equals(other.upstream);
    }

    private static Proxy read(JsonNode proxy) {
      if (!proxy.path("name").isTextual()
          || !proxy.path("enabled").isBoolean()
          || !proxy.path("toxics").isArray()) {
        throw ClientException.refused("Toxiproxy answered with something that is no proxy");
      }
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
    return rest().answers("/version");
  }

  public SortedMap<String, Proxy> proxies() {
    JsonNode answer = rest().get("/proxies");
    if (!answer.isObject()) {
      throw ClientException.refused("Toxiproxy answered with something that is no list of proxies");
    }
    SortedMap<String, Proxy> proxies = new TreeMap<>();
    for (JsonNode proxy : answer) {
      Proxy read = Proxy.read(proxy);
      proxies.put(read.name(), read);
    }
    return proxies;
  }

  public Proxy proxy(String name) {
    Proxy proxy = Proxy.read(rest().get(path(name)));
    if (!proxy.name().equals(name)) {
      throw ClientException.refused(
          "Toxiproxy answered with proxy %s instead of %s".formatted(proxy.name(), name));
    }
    return proxy;
  }

  /** Makes a proxy and then puts its toxics on; returns it as it is now. */
  public Proxy create(Proxy wanted) {
    change(
        "proxy " + wanted.name(),
        wanted.name(),
        () ->
            rest()
                .post(
                    "/proxies",
                    Map.of(
                        "name", wanted.name(),
                        "listen", wanted.listen(),
                        "upstream", wanted.upstream(),
                        "enabled", wanted.enabled())),
        made -> made.upstream().equals(wanted.upstream()) && made.enabled() == wanted.enabled());
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
        proxy,
        () -> rest().post(path(proxy) + "/toxics", toxic.json()),
        now -> now.leadsAs(before) && now.toxics().stream().anyMatch(each -> each.fulfils(toxic)));
  }

  /** Takes the toxic of this name off a proxy. */
  public void remove(String proxy, Toxic toxic) {
    change(
        "proxy %s without toxic %s".formatted(proxy, toxic.name()),
        proxy,
        () ->
            bounded(
                () ->
                    library.getProxy(encoded(proxy)).toxics().get(encoded(toxic.name())).remove()),
        now -> !now.has(toxic.name()));
  }

  /** Lets a proxy accept connections again. */
  public void enable(String proxy) {
    String wanted = "proxy %s enabled".formatted(proxy);
    try {
      change(
          wanted,
          proxy,
          () -> bounded(() -> library.getProxy(encoded(proxy)).enable()),
          Proxy::enabled);
    } catch (ClientException e) {
      // Once more, for the reason that the library loses, such as a port that is taken.
      change(wanted, proxy, () -> enableUnseen(proxy), Proxy::enabled);
    }
  }

  /** Closes a proxy's connections and lets it refuse new ones. */
  public void disable(String proxy) {
    change(
        "proxy %s disabled".formatted(proxy),
        proxy,
        () -> disableUnseen(proxy),
        now -> !now.enabled());
  }

  /**
   * Orders {@link #disable} without a look before or after: while one toxic of a proxy hangs, every
   * look at it hangs too.
   */
  public void disableUnseen(String proxy) {
    rest().post(path(proxy), Map.of("enabled", false));
  }

  /** Orders {@link #enable} without a look before or after. */
  public void enableUnseen(String proxy) {
    rest().post(path(proxy), Map.of("enabled", true));
  }

  /** Makes a change and checks that it shows; one that failed may have been made. */
  private void change(String wanted, String proxy, Runnable call, Predicate<Proxy> isMade) {
    try {
      call.run();
    } catch (ClientException e) {
      if (!shows(proxy, isMade, e)) {
        throw e;
      }
      return;
    }
    if (!isMade.test(proxy(proxy))) {
      throw ClientException.refused(
          "Toxiproxy answered ok to '%s' but does not show it".formatted(wanted));
    }
  }

  private boolean shows(String proxy, Predicate<Proxy> isMade, ClientException failure) {
    try {
      return isMade.test(proxy(proxy));
    } catch (ClientException e) {
      if (e.reason() == Reason.ABSENT
          || (e.reason() == Reason.REFUSED && failure.reason() == Reason.REFUSED)) {
        // It has a reason, which the library loses.
        throw e;
      }
      failure.addSuppressed(e);
      return false;
    }
  }

  private void bounded(Bounded.Call call) {
    try {
      Bounded.run(bound(), call);
    } catch (FileNotFoundException e) {
      throw ClientException.refused("Toxiproxy: no such proxy or toxic");
    } catch (IOException e) {
      if (e.getClass() == IOException.class) {
        // The library's own, of an answer that is an error.
        throw ClientException.refused("Toxiproxy refused: " + e.getMessage());
      }
      throw rest().silent(e);
    } catch (ClientException e) {
      throw e;
    } catch (RuntimeException e) {
      // What the library makes of any answer that is an error, or no JSON of Toxiproxy's.
      throw ClientException.refused("Toxiproxy refused without a reason");
    }
  }

  private Rest rest() {
    return new Rest("Toxiproxy", address, bound());
  }

  private Duration bound() {
    Duration bound = deadline == null ? timeout : deadline.left();
    if (bound.isZero()) {
      throw ClientException.silent("Toxiproxy at %s: no time is left".formatted(address));
    }
    return bound.compareTo(timeout) < 0 ? bound : timeout;
  }

  private static String path(String proxy) {
    return "/proxies/" + encoded(proxy);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
