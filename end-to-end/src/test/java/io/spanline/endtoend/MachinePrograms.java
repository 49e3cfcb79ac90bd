package io.spanline.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.stack.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small programs of the machine that a test runs, such as jq or another shell. */
public final class MachinePrograms {
  private static final List<String> OF_THE_SCRIPT =
      List.of(
          "sh",
          "dirname",
          "readlink",
          "sed",
          "head",
          "cat",
          "date",
          "find",
          "id",
          "uname",
          "sleep",
          "printf");

  private MachinePrograms() {}

  /**
   * A new folder for a PATH on which there is what {@code ./spanline} itself calls before it
   * builds, no more.
   */
  static Path ofTheScript(Path folder) throws IOException {
    Files.createDirectory(folder);
    for (String program : OF_THE_SCRIPT) {
      Files.createSymbolicLink(folder.resolve(program), required(program));
    }
    return folder;
  }

  /** Finds it; else skips the test, or fails it if SPANLINE_REQUIRE wants programs. */
  public static Path required(String name) {
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
