package io.spanline.stack.tool;

import io.spanline.settings.Settings;
import io.spanline.stack.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder with a PATH and a cache of its own, where shell scripts are the tools and Go. Nothing is
 * downloaded unless a test names a host.
 */
record ToolFixture(Path folder) {
  static final String INSTALLS =
      "echo compiling; printf '#!/bin/sh\\n' > $GOBIN/server; chmod +x $GOBIN/server";

  private static final String DOWNLOAD =
      "curl awk sed tar gzip head mkdir mv chmod wc sha256sum shasum";
  private static final String GO_1_26 =
      "[ \"$1\" = version ] && echo go version go1.26.8 linux/amd64 && exit; ";

  Tools tools(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("SPANLINE_RELEASES", "none");
    all.put("SPANLINE_CACHE", folder.resolve("cache").toString());
    all.putAll(settings);
    return new Tools(Path.of("../.."), Settings.of(all), folder.resolve("path").toString());
  }

  /** Puts curl on the PATH, and what else a download takes. */
  void curl() throws IOException {
    for (String program : DOWNLOAD.split(" ")) {
      Path real = ProcessGroup.find(program, System.getenv("PATH"));
      if (real != null) {
        script("path/" + program, "exec " + real + " \"$@\"");
      }
    }
  }

  void go(String text) throws IOException {
    script("path/go", GO_1_26 + text);
  }

  Path script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What is half-made. */
  List<Path> parts() throws IOException {
    return files(".part");
  }

  /** Files and folders whose names end so. */
  List<Path> files(String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).toList();
    }
  }
}
