package io.spanline.stack.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The environment variables that Go builds a tool with. */
final class GoEnvironment {
  private GoEnvironment() {}

  /**
   * Adds to the user's own.
   *
   * @param part the folder that the tool is made in, and that goes when it is made or has failed
   */
  static void complete(Map<String, String> environment, Path part) throws IOException {
    Path home = part.toAbsolutePath();
    // Only `go install` reads it; a GOBIN of the user's would send the program elsewhere.
    environment.put("GOBIN", home.toString());
    // A workspace around the cache folder is not ours to build in.
    environment.put("GOWORK", "off");
    // Its work folders, hundreds of megabytes, go with the part, also if it is killed; and it runs
    // programs from there, which the system's folder may not allow.
    environment.put("GOTMPDIR", Files.createDirectories(home.resolve("work")).toString());
    // Likewise what it compiled, which is useful for nothing else; but a place that the user has
    // chosen, such as one that a CI keeps, is used.
    if (environment.getOrDefault("GOCACHE", "").isEmpty()) {
      environment.put("GOCACHE", home.resolve("go-build").toString());
    }
  }
}
