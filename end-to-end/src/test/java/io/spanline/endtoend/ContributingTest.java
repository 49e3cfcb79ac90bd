package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CONTRIBUTING.md sends newcomers to classes by name; a renamed one must be renamed there. */
class ContributingTest {
  private static final Path CLONE = Path.of("..");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w+)(\\.\\w+)?(\\(\\))?`");

  @Test
  void everyClassThatItNamesExists() throws IOException {
    Set<String> named =
        CLASS
            .matcher(Files.readString(CLONE.resolve("CONTRIBUTING.md")))
            .results()
            .map(match -> match.group(1) + ".java")
            .collect(Collectors.toSet());

    try (Stream<Path> files = Files.walk(CLONE)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet()))
          .containsAll(named)
          .hasSizeGreaterThan(named.size());
    }
    assertThat(named).hasSizeGreaterThan(15);
  }
}
