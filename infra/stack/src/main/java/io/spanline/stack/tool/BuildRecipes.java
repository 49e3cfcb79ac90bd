package io.spanline.stack.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The recipes by which Go builds each tool from files of the clone.
 *
 * @param root the clone's top folder
 */
record BuildRecipes(Path root) {
  private static final String TOXIPROXY_MODULE =
      "github.com/Shopify/toxiproxy/v2/cmd/server@v2.12.0";
  private static final String BUILDER_MODULE = "go.opentelemetry.io/collector/cmd/builder@v0.155.0";
  private static final String JAEGER_PACKAGE = "github.com/jaegertracing/jaeger/cmd/jaeger";

  /** What Jaeger calls 2.13.0 as a Go module, and as a release. */
  static final String JAEGER_TAG = "v1.76.0";

  private static final Pattern OUTPUT = Pattern.compile("output_path:\\s*[^,}\\s]+");

  /** The Go package that is compiled, or that compiles it. */
  String module(Tool tool) {
    return switch (tool) {
      case TOXIPROXY -> TOXIPROXY_MODULE;
      case COLLECTOR -> BUILDER_MODULE;
      case JAEGER -> JAEGER_PACKAGE;
    };
  }

  /**
   * The variable and value by which the program says its version, as the project's own releases set
   * it; empty for the Collector, whose builder writes the version of its list.
   */
  String stamp(Tool tool) {
    return switch (tool) {
      case TOXIPROXY -> "github.com/Shopify/toxiproxy/v2.Version=" + tool.version();
      case COLLECTOR -> "";
      case JAEGER ->
          "github.com/jaegertracing/jaeger/internal/version.latestVersion=v" + tool.version();
    };
  }

  /**
   * Everything that decides what the program will do; the cache tells programs apart by it. The
   * stamp is not in it: a program without one does the same, and Jaeger takes minutes to build.
   */
  String text(Tool tool) throws IOException {
    return switch (tool) {
      case TOXIPROXY -> module(tool);
      case COLLECTOR -> module(tool) + "\n" + meaning(builderList());
      case JAEGER -> module(tool) + "\n" + meaning(jaegerModule().resolve("go.mod"));
    };
  }

  /** A file without its whole-line comments: a better comment is no reason to build for minutes. */
  private static String meaning(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("//"))
        .collect(Collectors.joining("\n"));
  }

  /** The command that makes the program, with {@code part} as its working folder. */
  List<String> command(Tool tool, Path go, Path part) throws IOException {
    return switch (tool) {
      case TOXIPROXY ->
          List.of(go.toString(), "install", "-ldflags", linked(tool), TOXIPROXY_MODULE);
      case COLLECTOR -> {
        String list = Files.readString(builderList());
        if (!OUTPUT.matcher(list).find()) {
          throw new IOException(builderList() + " has no output_path");
        }
        Path copy = part.resolve("builder.yaml");
        Files.writeString(copy, OUTPUT.matcher(list).replaceFirst("output_path: ./out"));
        yield List.of(go.toString(), "run", BUILDER_MODULE, "--config", copy.toString());
      }
      case JAEGER -> {
        // Copies: -mod=mod may complete the files, and a build must not change the clone.
        for (String file : List.of("go.mod", "go.sum")) {
          Path copy = part.resolve(file);
          Files.write(copy, Files.readAllBytes(jaegerModule().resolve(file)));
        }
        yield List.of(
            go.toString(),
            "build",
            "-mod=mod",
            "-ldflags",
            linked(tool),
            "-o",
            part.resolve("jaeger").toString(),
            JAEGER_PACKAGE);
      }
    };
  }

  private String linked(Tool tool) {
    return "-X " + stamp(tool);
  }

  Path product(Tool tool, Path part) throws IOException {
    return switch (tool) {
      case TOXIPROXY -> part.resolve("server");
      case COLLECTOR -> onlyProgram(part.resolve("out"));
      case JAEGER -> part.resolve("jaeger");
    };
  }

  /** The one program in a folder: the builder's list gives it its name. */
  private static Path onlyProgram(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .findFirst()
          .orElseThrow(() -> new IOException("the builder left no program in " + folder));
    }
  }

  private Path builderList() {
    return root.resolve("observability/collector-builder.yaml");
  }

  private Path jaegerModule() {
    return root.resolve("observability/jaeger");
  }
}
