package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import io.spanline.captures.PublishedSchema;
import io.spanline.captures.baseline.BaselineComputation;
import io.spanline.captures.baseline.Observations;
import io.spanline.topic.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published schemas of comparisons, held against what is written of the sample. */
class ComparisonSchemaTest {
  private static final Path DATA = Path.of("..", "data");
  private static final String COMPARISON = "comparison.schema.json";
  private static final String DETECTABLE = "detectable.schema.json";

  @Test
  void whatIsWrittenIsValid() throws IOException {
    Observations sample =
        BaselineComputation.of(List.of(DATA.resolve("sample/captures/capture_001.json")))
            .observe(bytes -> {});
    Observations none = new Observations(new TreeMap<>(), new TreeMap<>());

    assertThat(errors(COMPARISON, compared(sample, sample))).isEmpty();
    assertThat(errors(COMPARISON, compared(sample, none))).isEmpty();
    assertThat(errors(COMPARISON, compared(none, sample))).isEmpty();
    assertThat(errors(COMPARISON, compared(none, none))).isEmpty();
  }

  @Test
  void whatIsWrittenOfOneSideIsValid() throws IOException {
    Observations sample =
        BaselineComputation.of(List.of(DATA.resolve("sample/captures/capture_001.json")))
            .observe(bytes -> {});

    assertThat(errors(DETECTABLE, alone(sample))).isEmpty();
    assertThat(errors(DETECTABLE, alone(new Observations(new TreeMap<>(), new TreeMap<>()))))
        .isEmpty();
    assertThat(errors(DETECTABLE, compared(sample, sample))).isNotEmpty();
  }

  private static String alone(Observations of) throws IOException {
    return Json.MAPPER.writeValueAsString(
        DetectableFile.of(Detectable.of("one", Side.of(of), Limits.DEFAULT)));
  }

  private static String compared(Observations one, Observations other) throws IOException {
    Comparison comparison = Comparison.of(Side.of(one), Side.of(other), Limits.DEFAULT);
    return Json.MAPPER.writeValueAsString(
        ComparisonFile.of("one", "other", Limits.DEFAULT, comparison));
  }

  private static List<Error> errors(String name, String json) throws IOException {
    return PublishedSchema.closed(name).errors(json);
  }
}
