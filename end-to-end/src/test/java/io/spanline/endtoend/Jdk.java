package io.spanline.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JDK for the processes of a test whose subject differs between JDKs. */
enum Jdk {
  /** The one that runs the test. */
  THIS,

  /**
   * The one of this machine whose version is furthest away. If there is none the test is skipped,
   * or fails if SPANLINE_REQUIRE wants programs.
   */
  OTHER;

  private static final Path ALL = Path.of("/usr/lib/jvm");
  private static final int OLDEST = 17;
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  /** Its program {@code java}. */
  Path java() {
    Path home = this == THIS ? Path.of(System.getProperty("java.home")) : other();
    return home.resolve("bin").resolve("java");
  }

  private static Path other() {
    int current = Runtime.version().feature();
    Map<Integer, Path> others = new TreeMap<>(installed());
    others.remove(current);
    @Nullable Path home =
        others.entrySet().stream()
            .max(Comparator.comparingInt(jdk -> Math.abs(jdk.getKey() - current)))
            .map(Map.Entry::getValue)
            .orElse(null);
    if (home != null) {
      return home;
    }
    String none = "no JDK under %s besides the %d that runs this test".formatted(ALL, current);
    assumeTrue(Settings.ofThisProcess().value(Catalogue.REQUIRE).contains("programs"), none);
    throw new AssertionError(none + ", and SPANLINE_REQUIRE wants programs");
  }

  /** One home for each version from the oldest that Spanline runs on. */
  private static Map<Integer, Path> installed() {
    Map<Integer, Path> homes = new TreeMap<>();
    if (!Files.isDirectory(ALL)) {
      return homes;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(ALL)) {
      for (Path home : folders) {
        int version = version(home);
        if (version >= OLDEST && Files.isExecutable(home.resolve("bin/java"))) {
          homes.put(version, home);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return homes;
  }

  private static int version(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return 0;
    }
    Matcher version = VERSION.matcher(Files.readString(release));
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }
}
