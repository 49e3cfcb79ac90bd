package io.spanline.cli.toxics;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Uninterrupted;
import io.spanline.terminal.Screen;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One run of {@code clear}: takes off what it may, and tells what stays. */
final class Clearing {
  private final Workplace place;
  private final Removal removal;
  private final @Nullable String owner;
  private final Screen screen;
  private final List<Map<String, Object>> cleared = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private int staying;

  /**
   * A run that has done nothing yet.
   *
   * @param owner whose toxics; null for everybody's
   */
  Clearing(Workplace place, Removal removal, @Nullable String owner, Screen screen) {
    this.place = place;
    this.removal = removal;
    this.owner = owner;
    this.screen = screen;
  }

  /**
   * Takes them off one by one.
   *
   * @param edge the only one, or null for all
   * @return false if the program is to end meanwhile
   */
  boolean clear(@Nullable String edge) throws IOException {
    ProxiesNow proxies = place.look(edge == null ? List.of() : List.of(edge), screen);
    String only = edge == null ? null : proxy(edge, proxies);
    finishAbandoned(only);
    SortedSet<String> hanging = concerned(proxies.hanging(), only);
    if (!hanging.isEmpty()) {
      if (!free(hanging)) {
        return false;
      }
      proxies = place.look(hanging, screen);
    }
    concerned(proxies.hanging(), only).forEach(this::hangs);
    if (only == null) {
      proxies.unknown().forEach(words -> left.add(words + "; type: " + again("PROXY")));
    }
    return take(proxies, only);
  }

  /** An edge of the file needs no answer of its proxy. */
  private String proxy(String edge, ProxiesNow proxies) throws IOException {
    String named = place.edges().proxyOf(edge).orElse(edge);
    return proxies.hanging().contains(named) || proxies.answered().containsKey(named)
        ? named
        : place.target(edge, proxies.answered().values()).proxy();
  }

  /** Those that fail on other proxies keep none from this one. */
  private void finishAbandoned(@Nullable String only) {
    removal
        .finishAbandoned()
        .forEach(
            (proxy, lines) -> {
              if (only == null || only.equals(proxy)) {
                left.addAll(lines);
              } else {
                lines.forEach(line -> screen.warn("spanline: " + line));
              }
            });
  }

  private static SortedSet<String> concerned(SortedSet<String> proxies, @Nullable String only) {
    SortedSet<String> concerned = new TreeSet<>(proxies);
    concerned.removeIf(proxy -> only != null && !proxy.equals(only));
    return concerned;
  }

  /** Ends the removals that keep proxies, whoever began them. */
  private boolean free(SortedSet<String> hanging) {
    for (LeasedToxic each : removal.begun()) {
      if (hanging.contains(each.proxy()) && !remove(each)) {
        return false;
      }
    }
    return true;
  }

  private void hangs(String proxy) {
    if (left.stream().noneMatch(line -> line.contains("proxy " + proxy + " "))) {
      left.add(
          "proxy %s hangs, and which toxic keeps it is not known; type: %s"
              .formatted(proxy, again(proxy)));
    }
  }

  private String again(String proxy) {
    return place.lastResort().formatted(proxy);
  }

  private boolean take(ProxiesNow proxies, @Nullable String only) {
    for (Proxy proxy : proxies.answered().values()) {
      if (only == null || only.equals(proxy.name())) {
        staying += (int) proxy.toxics().stream().filter(Clearing::isForeign).count();
        for (LeasedToxic each : LeasedToxic.on(proxy)) {
          if (isOfOthers(each)) {
            stays(each);
          } else if (!remove(each)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean isForeign(Toxic toxic) {
    return Lease.of(toxic.name()).isEmpty();
  }

  private boolean isOfOthers(LeasedToxic toxic) {
    return owner != null && !toxic.lease().owner().equals(owner);
  }

  private void stays(LeasedToxic toxic) {
    staying++;
    screen.warn(
        "spanline: %s: %s of owner %s stays; --all takes it off too"
            .formatted(toxic.proxy(), ToxicView.words(toxic), toxic.lease().owner()));
  }

  /** False if the program is to end, whether that has been done before or not. */
  private boolean remove(LeasedToxic toxic) {
    try {
      Optional<LeasedToxic> removed = Optional.ofNullable(removal(toxic).run());
      removed.ifPresent(
          each -> {
            screen.result("%s: %s is off".formatted(each.proxy(), ToxicView.words(each)));
            cleared.add(ToxicView.json(each));
          });
      return removed.isPresent();
    } catch (NotRemovedException e) {
      left.addAll(e.lines());
      return true;
    }
  }

  /** Also if the program is to end meanwhile. */
  private Uninterrupted<LeasedToxic> removal(LeasedToxic toxic) {
    return new Uninterrupted<>(
        () -> {
          boolean unused = removal.remove(toxic, By.OWNER);
          return toxic;
        },
        removed -> screen.warn("interrupted; %s is off".formatted(ToxicView.words(removed))),
        failure -> ExitCodes.endWith(failure, screen));
  }

  List<Map<String, Object>> cleared() {
    return cleared;
  }

  /** What may still be on, and what to type. */
  List<String> left() {
    return left;
  }

  /** Words about toxics of others; none if there are none. */
  String stays() {
    return switch (staying) {
      case 0 -> "";
      case 1 -> "; 1 toxic of others stays";
      default -> "; %d toxics of others stay".formatted(staying);
    };
  }
}
