package io.spanline.stack.tool;

import java.net.URI;

/**
 * What a tool's project publishes for a platform, and the sums beside it.
 *
 * @param folder of the release, below the base address
 * @param file holds the program
 * @param sums names {@code file} with its SHA-256
 * @param member the program's name within {@code file}; empty if the file is the program
 */
record ReleaseAsset(String folder, String file, String sums, String member) {
  static ReleaseAsset of(Tool tool, Platform platform) {
    String version = tool.version();
    return switch (tool) {
      case TOXIPROXY ->
          new ReleaseAsset(
              "Shopify/toxiproxy/releases/download/v" + version,
              "toxiproxy-server-" + platform,
              "checksums.txt",
              "");
      case COLLECTOR ->
          new ReleaseAsset(
              "open-telemetry/opentelemetry-collector-releases/releases/download/v" + version,
              "otelcol-contrib_%s_%s_%s.tar.gz".formatted(version, platform.os(), platform.arch()),
              "opentelemetry-collector-releases_otelcol-contrib_checksums.txt",
              "otelcol-contrib");
      case JAEGER -> {
        String name = "jaeger-%s-%s".formatted(version, platform);
        // Its release workflow put the files of 2.13.0 on the tag of the module's own number.
        yield new ReleaseAsset(
            "jaegertracing/jaeger/releases/download/" + BuildRecipes.JAEGER_TAG,
            name + ".tar.gz",
            "jaeger-%s.sha256sum.txt".formatted(version),
            name + "/jaeger");
      }
    };
  }

  URI address(URI base) {
    return at(base, file);
  }

  URI sumsAddress(URI base) {
    return at(base, sums);
  }

  private URI at(URI base, String name) {
    return URI.create("%s/%s/%s".formatted(base, folder, name));
  }
}
