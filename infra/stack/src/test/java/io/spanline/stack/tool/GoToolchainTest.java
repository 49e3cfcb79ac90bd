package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoToolchainTest {
  @ParameterizedTest
  @CsvSource({
    "1.25, true",
    "1.25.0, true",
    "1.26rc1, true",
    "1.100.3, true",
    "2.0, true",
    "1.24.9, false",
    "1.19, false",
    "'', false"
  })
  void isUsableFromTheNeededVersionOn(String version, boolean usable) {
    assertThat(new GoToolchain(Path.of("go"), version).usable()).isEqualTo(usable);
  }
}
