package io.spanline.experiments.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section "The file" of docs/experiments.md. */
class ExperimentDocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SECTION = Pattern.compile("(?s)\n## The file\n(.*?)(?:\n## |\\z)");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  @TempDir private Path folder;

  @Test
  void everyExampleIsRead() throws IOException {
    List<ExperimentPlan> read = new ArrayList<>();
    Matcher examples = EXAMPLE.matcher(section());
    while (examples.find()) {
      Path file = folder.resolve("example" + read.size() + ".yaml");
      read.add(ExperimentFile.read(Files.writeString(file, examples.group(1))));
    }

    assertThat(read).hasSize(4);
  }

  @Test
  void everyKeyHasARow() throws IOException {
    String section = section();
    List<String> missing = new ArrayList<>();
    Json.MAPPER
        .readTree(ROOT.resolve("data/schemas/experiment-file.schema.json").toFile())
        .findValues("properties")
        .forEach(
            properties ->
                properties
                    .fieldNames()
                    .forEachRemaining(
                        key -> {
                          if (!Pattern.compile("\\| [^|]*`" + key + "`").matcher(section).find()) {
                            missing.add(key);
                          }
                        }));

    assertThat(missing).isEmpty();
  }

  private static String section() throws IOException {
    Matcher section = SECTION.matcher(Files.readString(ROOT.resolve("docs/experiments.md")));
    assertThat(section.find()).isTrue();
    return section.group(1);
  }
}
