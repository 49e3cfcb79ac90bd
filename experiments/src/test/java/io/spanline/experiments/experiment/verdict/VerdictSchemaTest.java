package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.spanline.experiments.experiment.file.IndentedJson;
import io.spanline.experiments.experiment.plan.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published schema of a verdict, held against what is written. */
class VerdictSchemaTest {
  private static final Path SCHEMAS = Path.of("..", "data", "schemas");
  private static final String AT = "https://spanline.invalid/schemas/";
  private static final String VERDICT = "verdict.schema.json";
  private static final String COMPARISON = "comparison.schema.json";

  @TempDir private Path data;

  @Test
  void whatIsWrittenIsValid() throws IOException {
    assertThat(errors(json(experiment().made()))).isEmpty();
    assertThat(
            errors(
                json(
                    experiment()
                        .latency(200)
                        .slower((block, number) -> 200)
                        .expect(Outcome.FAIL)
                        .recovered("3")
                        .made())))
        .isEmpty();
    assertThat(
            errors(
                json(
                    experiment()
                        .fault("down")
                        .failing(each -> each.round().faulty())
                        .recovered(null)
                        .made())))
        .isEmpty();
    assertThat(errors(json(experiment().external().latency(200).made()))).isEmpty();
    assertThat(errors(json(experiment().latency(9).on("a->b").blocks(2).made()))).isEmpty();
  }

  @Test
  void anythingElseIsNot() throws IOException {
    String json = json(experiment().made());

    assertThat(errors(json.replace("\"outcome\" : \"pass\"", "\"outcome\" : \"well\""))).hasSize(1);
    assertThat(errors(json.replace("\"missing\"", "\"lost\""))).isNotEmpty();
  }

  private MadeUpExperiment experiment() {
    return new MadeUpExperiment(data);
  }

  private static String json(MadeUpExperiment of) throws IOException {
    String json = new String(IndentedJson.of(of.verdict()), StandardCharsets.UTF_8);
    assertThat(json).endsWith("}\n").doesNotContain("\r");
    return json;
  }

  private static List<Error> errors(String json) throws IOException {
    Map<String, String> schemas =
        Map.of(AT + VERDICT, strict(VERDICT), AT + COMPARISON, strict(COMPARISON));
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(schemas))
        .getSchema(SchemaLocation.of(AT + VERDICT))
        .validate(json, InputFormat.JSON);
  }

  /** A field that the schema does not describe is a mistake of this project. */
  private static String strict(String file) throws IOException {
    return Files.readString(SCHEMAS.resolve(file))
        .replace("\"type\": \"object\",", "\"type\": \"object\", \"additionalProperties\": false,");
  }
}
