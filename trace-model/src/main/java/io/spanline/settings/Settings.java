package io.spanline.settings;

import io.spanline.model.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings that one process runs with: the catalogue's defaults under what was set. */
public final class Settings {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Set<Port> REST = Set.of(Port.STREAMS_BASELINE, Port.CAPTURE_WRITER);
  // Settings that earlier versions had: refused with the reason, without a guess at a similar name.
  private static final Map<String, String> ENDED =
      Map.of("SPANLINE_GUARANTEE", "exactly-once is the only guarantee; unset it");
  // Zeros of IPv4 or IPv6; or nothing, which is refused elsewhere.
  private static final String EVERY_ADDRESS = "[0:.]*";

  private final Map<String, String> texts;
  private final Map<String, Object> values;

  private Settings(Map<String, String> texts, Map<String, Object> values) {
    this.texts = Map.copyOf(texts);
    this.values = Map.copyOf(values);
  }

  /**
   * Reads the SPANLINE_ variables of an environment; all others are ignored.
   *
   * @throws SettingsException with every problem: each unknown variable and each wrong value
   */
  public static Settings of(Map<String, String> environment) {
    Map<String, String> texts = new TreeMap<>();
    environment.forEach(
        (name, text) -> {
          if (name.startsWith("SPANLINE_")) {
            texts.put(name, text);
          }
        });
    List<String> problems = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    Map<String, String> unread = new TreeMap<>(texts);
    for (Setting<?> setting : Catalogue.all()) {
      unread.remove(setting.name());
      String text = texts.getOrDefault(setting.name(), setting.defaultText());
      try {
        values.put(setting.name(), Objects.requireNonNull(setting.reader().apply(text)));
      } catch (IllegalArgumentException e) {
        problems.add("%s: %s, was '%s'".formatted(setting.name(), e.getMessage(), text));
      }
    }
    unread.keySet().forEach(name -> problems.add(unknown(name)));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Settings(texts, values);
  }

  /** The settings of this process: its environment. */
  public static Settings ofThisProcess() {
    return of(System.getenv());
  }

  /** These settings with some texts replaced. */
  public Settings with(Map<String, String> overrides) {
    Map<String, String> merged = new HashMap<>(texts);
    merged.putAll(overrides);
    return of(merged);
  }

  @SuppressWarnings("unchecked") // every value was made by its own setting's reader
  public <T> T value(Setting<T> setting) {
    return (T) Objects.requireNonNull(values.get(setting.name()));
  }

  /**
   * The port that a process listens on. With hosts of their own there is nothing to collide with:
   * it is the default, and the setting names the port published on this machine.
   */
  public int port(Port port) {
    return isByName() ? Integer.parseInt(port.setting().defaultText()) : value(port.setting());
  }

  /**
   * Where a port is reached by the processes: {@code 127.0.0.1:port}, but that of a REST interface
   * on the address that it listens on, or on the loopback where that is every address. Where
   * processes have hosts of their own, at the one of the port's process.
   */
  public String address(Port port) {
    if (isByName()) {
      return port.process() + ":" + port(port);
    }
    return (REST.contains(port) ? restHost() : LOOPBACK) + ":" + port(port);
  }

  /**
   * Where a person on this machine finds a port: where the processes do, or if those have hosts of
   * their own, at the port that is published on the loopback.
   */
  public String addressOnThisMachine(Port port) {
    return isByName() ? LOOPBACK + ":" + value(port.setting()) : address(port);
  }

  /** Host and port of the Toxiproxy whose proxies are the edges: the stack's, or another's. */
  public String toxiproxyApi() {
    return value(Catalogue.TOXIPROXY_API)
        .map(Address::toString)
        .orElseGet(() -> address(Port.TOXIPROXY));
  }

  /** That of a Toxiproxy which is not the stack's, as records of toxics name it; null if it is. */
  public @Nullable String otherToxiproxy() {
    String api = toxiproxyApi();
    return api.equals(address(Port.TOXIPROXY)) ? null : api;
  }

  /** The address that a process without a setting for it listens on. */
  public String listenAddress() {
    return isByName() ? "0.0.0.0" : LOOPBACK;
  }

  /** Whether each process is at the host that bears its name. */
  public boolean isByName() {
    return value(Catalogue.ADDRESSES) == Catalogue.Addresses.BY_NAME;
  }

  private String restHost() {
    String bind = value(Catalogue.BIND);
    if (bind.equals("localhost") || bind.matches(EVERY_ADDRESS)) {
      return LOOPBACK;
    }
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }

  /** The text a setting has, set or default. */
  public String text(Setting<?> setting) {
    return texts.getOrDefault(setting.name(), setting.defaultText());
  }

  public boolean isSet(Setting<?> setting) {
    return texts.containsKey(setting.name());
  }

  /** What was set, as environment variables for a child process. */
  public Map<String, String> environment() {
    return texts;
  }

  private static String unknown(String name) {
    String end = ENDED.get(name);
    return end == null ? name + ": no such setting" + nearest(name) : name + " has ended: " + end;
  }

  private static String nearest(String name) {
    String best = "";
    int shortest = 4;
    for (Setting<?> setting : Catalogue.all()) {
      int distance = editDistance(name, setting.name());
      if (distance < shortest) {
        shortest = distance;
        best = setting.name();
      }
    }
    return best.isEmpty() ? "; `spanline settings` lists them" : "; did you mean " + best + "?";
  }

  /** Levenshtein's distance, one row at a time. */
  private static int editDistance(String from, String to) {
    String a = from.toUpperCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
