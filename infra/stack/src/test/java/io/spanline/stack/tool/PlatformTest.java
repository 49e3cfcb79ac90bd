package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64, true", "Linux, aarch64, linux-arm64, true",
    "Mac OS X, x86_64, darwin-amd64, true", "Mac OS X, aarch64, darwin-arm64, true",
    "Linux, riscv64, linux-riscv64, false", "Windows 11, amd64, windows-amd64, false"
  })
  void isNamedAsReleasesAreAndKnowsWhetherThereAreAny(
      String os, String arch, String name, boolean released) {
    assertThat(Platform.of(os, arch)).hasToString(name);
    assertThat(Platform.of(os, arch).hasReleases()).isEqualTo(released);
  }
}
