package io.spanline.stack.plan;

import io.spanline.model.Address;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.process.Probe;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** Finds out whether the stack's ports are free, and chooses others that are. */
public final class Ports {
  // Below the ranges that Linux (32768) and macOS (49152) take for outgoing connections.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private Ports() {}

  /** These settings with a free port for every port of the catalogue. */
  public static Settings free(Settings settings) {
    Map<String, String> chosen = new HashMap<>();
    Set<Integer> numbers = new TreeSet<>();
    for (Port port : Port.values()) {
      int number = someFree();
      while (!numbers.add(number)) {
        number = someFree();
      }
      chosen.put(port.setting().name(), String.valueOf(number));
    }
    return settings.with(chosen);
  }

  private static int someFree() {
    while (true) {
      int number = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(number)) {
        return number;
      }
    }
  }

  /** Whether nobody listens on it at 127.0.0.1. */
  public static boolean isFree(int number) {
    // Connects first: macOS allows a listener on 127.0.0.1 next to one on all addresses.
    if (Probe.tcp(number).ready()) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(Probe.loopback(number));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The command that shows which process listens on a port of this machine. */
  public static String whoListens(int number) {
    return System.getProperty("os.name").startsWith("Mac")
        ? "lsof -nP -iTCP:%d -sTCP:LISTEN".formatted(number)
        : "ss -ltnp 'sport = :%d'".formatted(number);
  }

  /**
   * Checks every port that a stack will listen on.
   *
   * @param listens where the file of edges lets proxies listen
   * @throws StackRefusal that names each that is taken and how to see by whom, or each that two of
   *     the stack's own want
   */
  public static void check(Settings settings, Collection<Port> ports, Set<Address> listens) {
    if (settings.isByName()) {
      throw new StackRefusal(
          "SPANLINE_ADDRESSES=by-name is for processes on hosts of their own, such as containers;"
              + " unset it: the local stack's are on 127.0.0.1");
    }
    List<String> problems = new ArrayList<>();
    Map<Integer, Port> seen = new LinkedHashMap<>();
    for (Port port : ports) {
      int number = settings.port(port);
      Port other = seen.put(number, port);
      if (other != null) {
        problems.add(
            "%s and %s are both %d"
                .formatted(other.setting().name(), port.setting().name(), number));
      } else if (!isFree(number)) {
        problems.add(taken(port, number));
      }
    }
    for (Address listen : listens) {
      Port other = seen.get(listen.port());
      if (other != null) {
        problems.add(
            "%s has %s, the port of %s".formatted(Edges.FILE, listen, other.setting().name()));
      } else if (!isFree(listen.port())) {
        problems.add(
            "port %d of a proxy in %s is taken; who listens: %s"
                .formatted(listen.port(), Edges.FILE, whoListens(listen.port())));
      }
    }
    if (!problems.isEmpty()) {
      problems.add("stop what listens there, set another port, or take free ones: --ports auto");
      throw new StackRefusal(problems);
    }
  }

  private static String taken(Port port, int number) {
    return "port %d of %s is taken; who listens: %s; another port: %s=…"
        .formatted(number, port.process(), whoListens(number), port.setting().name());
  }
}
