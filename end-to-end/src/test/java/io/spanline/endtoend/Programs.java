package io.spanline.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.stack.ProcessGroup;
import java.nio.file.Path;

/** Small programs of the machine that a test runs, such as jq or another shell. */
final class Programs {
  private Programs() {}

  /** Where it is; else the test is skipped, or fails where SPANLINE_REQUIRE wants programs. */
  static Path required(String name) {
    Path program = ProcessGroup.find(name, System.getenv().getOrDefault("PATH", ""));
    if (program != null) {
      return program;
    }
    assumeTrue(
        Settings.ofThisProcess().value(Catalogue.REQUIRE).contains("programs"),
        name + " is not on the PATH");
    throw new AssertionError(name + " is not on the PATH, and SPANLINE_REQUIRE wants programs");
  }
}
