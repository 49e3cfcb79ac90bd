package io.spanline.stack;

import io.spanline.settings.Settings;
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

/**
 * Prepares the volumes of Docker Compose, as root and once: Toxiproxy's configuration out of the
 * list of edges, Collector's and Jaeger's as they are in the clone, a token for the REST
 * interfaces, and volumes given to the users that write there.
 */
public final class ComposeInit {
  private static final int TOKEN_BYTES = 24;
  private static final List<String> CONFIGURATIONS =
      List.of("observability/otel-collector-config.yaml", "observability/jaeger-config.yaml");

  private ComposeInit() {}

  /**
   * Does it; a second time changes nothing but what the settings have changed.
   *
   * @param args the clone's top folder, of which the list of edges and the configurations will do;
   *     the folder of configurations, that the others read; the folder of the token, that only our
   *     programs read; and any number of FOLDER=UID
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      throw new IllegalArgumentException(
          "usage: ComposeInit CLONE SHARED_FOLDER TOKEN_FOLDER [FOLDER=UID]…");
    }
    Checkout checkout = new Checkout(Path.of(args[0]));
    Path shared = Path.of(args[1]);
    publish(
        shared.resolve("toxiproxy.json"),
        Edges.of(checkout).toxiproxyConfig(Settings.ofThisProcess()));
    for (String configuration : CONFIGURATIONS) {
      Path file = checkout.file(configuration);
      publish(shared.resolve(file.getFileName()), Files.readString(file));
    }
    makeToken(Path.of(args[2]).resolve("token"));
    for (String owned : Arrays.asList(args).subList(3, args.length)) {
      int equals = owned.lastIndexOf('=');
      give(Path.of(owned.substring(0, equals)), Integer.valueOf(owned.substring(equals + 1)));
    }
  }

  /** One that is there stays: programs that run have read it. */
  private static void makeToken(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] token = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(token);
      publish(file, HexFormat.of().formatHex(token) + "\n");
    }
  }

  /**
   * Whole or not at all, and for all to read: only containers that are to see the volume do, and
   * they run as different users.
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
