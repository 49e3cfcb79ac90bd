package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseAssetTest {
  private static final URI BASE = URI.create("https://github.com");

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, toxiproxy-server-linux-amd64",
    "Linux, aarch64, toxiproxy-server-linux-arm64",
    "Mac OS X, x86_64, toxiproxy-server-darwin-amd64",
    "Mac OS X, aarch64, toxiproxy-server-darwin-arm64"
  })
  void isThatOfTheSystemAndTheProcessor(String os, String arch, String file) {
    Platform platform = Platform.of(os, arch);

    assertThat(platform.hasReleases()).isTrue();
    assertThat(ReleaseAsset.of(Tool.TOXIPROXY, platform).file()).isEqualTo(file);
  }

  @ParameterizedTest
  @CsvSource({"Linux, riscv64", "Windows 11, amd64", "FreeBSD, amd64"})
  void isNotThereForOthers(String os, String arch) {
    assertThat(Platform.of(os, arch).hasReleases()).isFalse();
  }

  @Test
  void isWhereItsProjectPutsIt() {
    Platform mac = Platform.of("Mac OS X", "aarch64");

    assertThat(ReleaseAsset.of(Tool.TOXIPROXY, mac).sumsAddress(BASE))
        .hasToString(
            "https://github.com/Shopify/toxiproxy/releases/download/v2.12.0/checksums.txt");
    assertThat(ReleaseAsset.of(Tool.COLLECTOR, mac).address(BASE))
        .hasToString(
            "https://github.com/open-telemetry/opentelemetry-collector-releases/releases/download/"
                + "v0.155.0/otelcol-contrib_0.155.0_darwin_arm64.tar.gz");
    assertThat(ReleaseAsset.of(Tool.JAEGER, mac).address(BASE))
        .hasToString(
            "https://github.com/jaegertracing/jaeger/releases/download/"
                + "v1.76.0/jaeger-2.13.0-darwin-arm64.tar.gz");
    assertThat(ReleaseAsset.of(Tool.JAEGER, mac).sumsAddress(BASE).getPath())
        .endsWith("/v1.76.0/jaeger-2.13.0.sha256sum.txt");
  }
}
