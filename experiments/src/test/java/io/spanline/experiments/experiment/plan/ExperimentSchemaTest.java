package io.spanline.experiments.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import io.spanline.captures.PublishedSchema;
import io.spanline.captures.baseline.YamlTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of an experiment's file says what {@link ExperimentFileTest} does. */
class ExperimentSchemaTest {
  private static final Path DATA = Path.of("..", "data");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slow-b",
        "cut-c",
        "thin-c",
        "calm",
        "smallest",
        "bears-20-ms",
        "shop",
        "own-load"
      })
  void theSamplesAreValid(String name) throws IOException {
    Path sample = DATA.resolve("sample/experiments").resolve(name + ".yaml");

    assertThat(errors(Files.readString(sample))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.spanline.experiments.experiment.plan.GoodFile#all")
  void everyGoodFileIsValid(String yaml) throws IOException {
    assertThat(errors(yaml)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.spanline.experiments.experiment.plan.WrongFile#all")
  void aWrongFileIsNot(WrongFile wrong) throws IOException {
    assertThat(errors(wrong.yaml())).isNotEmpty();
  }

  private static List<Error> errors(String yaml) throws IOException {
    String json = YamlTree.read(yaml.getBytes(StandardCharsets.UTF_8)).toString();
    return PublishedSchema.open("experiment-file.schema.json").errors(json);
  }
}
