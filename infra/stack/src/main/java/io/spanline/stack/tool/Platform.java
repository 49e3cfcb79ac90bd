package io.spanline.stack.tool;

import java.util.Locale;
import java.util.Set;

/** An operating system and a processor, as Go and the tools' releases name them. */
record Platform(String os, String arch) {
  private static final Set<String> RELEASED =
      Set.of("linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64");

  static Platform here() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** The platform that Java calls by these names. */
  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    return new Platform(
        os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os,
        switch (osArch) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> osArch;
        });
  }

  boolean isMac() {
    return os.equals("darwin");
  }

  /** Whether every tool has a release for it. */
  boolean hasReleases() {
    return RELEASED.contains(toString());
  }

  @Override
  public String toString() {
    return os + "-" + arch;
  }
}
