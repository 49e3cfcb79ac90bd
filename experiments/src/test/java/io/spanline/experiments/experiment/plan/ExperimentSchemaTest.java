package io.spanline.experiments.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.spanline.captures.baseline.YamlTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of an experiment's file says what {@link ExperimentFileTest} does. */
class ExperimentSchemaTest {
  private static final Path DATA = Path.of("..", "data");

  @ParameterizedTest
  @ValueSource(strings = {"slow-b", "cut-c", "thin-c", "calm", "smallest", "shop", "own-load"})
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
    String schema = Files.readString(DATA.resolve("schemas/experiment-file.schema.json"));
    String id = "https://spanline.invalid/schemas/experiment-file.schema.json";
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(id, schema)))
        .getSchema(SchemaLocation.of(id))
        .validate(
            YamlTree.read(yaml.getBytes(StandardCharsets.UTF_8)).toString(), InputFormat.JSON);
  }
}
