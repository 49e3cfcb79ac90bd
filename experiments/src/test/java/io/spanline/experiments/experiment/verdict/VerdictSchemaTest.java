package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import io.spanline.captures.PublishedSchema;
import io.spanline.experiments.compare.Criterion;
import io.spanline.experiments.compare.Criterion.Quantity;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.experiment.file.IndentedJson;
import io.spanline.experiments.experiment.plan.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published schema of a verdict, held against what is written. */
class VerdictSchemaTest {
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

  @Test
  void whatIsRecordedIsValid() throws IOException {
    assertThat(recorded(experiment())).isEmpty();
    assertThat(recorded(experiment().external().latency(200))).isEmpty();
    assertThat(
            recorded(
                experiment()
                    .decides(
                        Criterion.ofRoots(Quantity.P95, Limits.DEFAULT),
                        new Criterion("a", "GET /", Quantity.P50, Limits.DEFAULT, 3e8),
                        new Criterion("a", null, Quantity.ERROR_RATE, Limits.DEFAULT, 0.05))))
        .isEmpty();
    assertThat(
            recorded(
                experiment()
                    .latency(200)
                    .expect(Outcome.FAIL)
                    .recovered(null)
                    .disturbed("before round 3 b-to-c had another toxic")))
        .isEmpty();
  }

  private static List<Error> recorded(MadeUpExperiment of) throws IOException {
    String json = new String(IndentedJson.of(of.made().record()), StandardCharsets.UTF_8);
    return PublishedSchema.closed("experiment.schema.json").errors(json);
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
    return PublishedSchema.closed("verdict.schema.json", "comparison.schema.json").errors(json);
  }
}
