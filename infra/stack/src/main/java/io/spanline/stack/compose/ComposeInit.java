package io.spanline.stack.compose;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackException;
import io.spanline.stack.plan.Edges;
import io.spanline.stack.run.Launches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prepares the volumes of Docker Compose, as root and once: checks the settings, writes Toxiproxy's
 * configuration from the list of edges, copies the Collector's and Jaeger's, makes a token for the
 * REST interfaces, and gives volumes to the users that write to them.
 */
public final class ComposeInit {
  private static final int TOKEN_BYTES = 24;
  private static final List<String> CONFIGURATIONS =
      List.of("observability/otel-collector-config.yaml", "observability/jaeger-config.yaml");

  // NAME=value or NAME: value, as Compose reads it.
  private static final Pattern ENTRY =
      Pattern.compile("\\s*(?:export\\s+)?(SPANLINE_\\w*)\\s*[=:].*");

  private ComposeInit() {}

  /**
   * Prepares them; a second run changes only what the settings have changed. Exit code 2 if a
   * setting or an edge is wrong.
   *
   * @param args the clone; the folder of configurations, which all others read; the folder of the
   *     token, which only our programs read; and any number of FOLDER=UID
   */
  public static void main(String[] args) throws IOException {
    try {
      prepare(Settings.ofThisProcess(), args);
    } catch (SettingsException e) {
      refuse(e.problems());
    } catch (StackException e) {
      refuse(e.lines());
    }
  }

  private static void refuse(List<String> problems) {
    problems.forEach(problem -> System.err.println("spanline: " + problem));
    System.exit(2);
  }

  static void prepare(Settings settings, String... args) throws IOException {
    if (args.length < 3) {
      throw new IllegalArgumentException(
          "usage: ComposeInit CLONE SHARED_FOLDER TOKEN_FOLDER [FOLDER=UID]…");
    }
    Checkout checkout = new Checkout(Path.of(args[0]));
    Path shared = Path.of(args[1]);
    checkNames(checkout.file(".env"));
    publish(shared.resolve("toxiproxy.json"), Edges.of(checkout).toxiproxyConfig(settings));
    for (String configuration : CONFIGURATIONS) {
      Path file = checkout.file(configuration);
      publish(shared.resolve(file.getFileName()), Files.readString(file));
    }
    Path sampling = checkout.file(Launches.COLLECTOR_SAMPLING);
    // The Collector of Compose reads it in any case.
    publish(
        shared.resolve(sampling.getFileName()),
        Launches.collectorSamples(settings) ? Files.readString(sampling) : "");
    makeToken(Path.of(args[2]));
    for (String owned : Arrays.asList(args).subList(3, args.length)) {
      int equals = owned.lastIndexOf('=');
      give(Path.of(owned.substring(0, equals)), Integer.valueOf(owned.substring(equals + 1)));
    }
  }

  /**
   * Compose passes on only the variables that its file names, so that no program would ever see a
   * misspelt one.
   *
   * @throws SettingsException with every SPANLINE_ name that is no setting
   */
  static void checkNames(Path envFile) throws IOException {
    if (!Files.exists(envFile)) {
      return;
    }
    Map<String, String> unknown = new TreeMap<>();
    for (String line : Files.readAllLines(envFile)) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        unknown.put(entry.group(1), "");
      }
    }
    Catalogue.all().forEach(setting -> unknown.remove(setting.name()));
    Settings.of(unknown);
  }

  /**
   * Keeps an existing token: running programs have read it. Next to it lies the header to send it
   * in: as an argument of curl, other users would see the token among the processes.
   */
  private static void makeToken(Path folder) throws IOException {
    Path file = folder.resolve("token");
    if (!Files.exists(file)) {
      byte[] token = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(token);
      publish(file, HexFormat.of().formatHex(token) + "\n");
    }
    publish(folder.resolve("header"), "Authorization: Bearer " + Files.readString(file));
  }

  /**
   * Writes a file whole or not at all, readable by all: its readers run as different users, and
   * only containers that may see the volume mount it.
   */
  private static void publish(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.write(next, text.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("r--r--r--"));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void give(Path folder, Integer user) throws IOException {
    Files.setAttribute(folder, "unix:uid", user);
    Files.setAttribute(folder, "unix:gid", user);
  }
}
