package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.FileFormat;
import org.junit.jupiter.api.Test;

class ComparisonJsonTest {
  private static final int N = 300;

  @Test
  void isInSnakeCaseAndHasNothingElse() throws JsonProcessingException {
    JsonNode json = FileFormat.JSON.readTree(json(MadeUpSide.side(), MadeUpSide.side()));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("sentences", "word", "decides", "level", "in_order", "subjects");
    JsonNode service = json.get("subjects").get(1);
    assertThat(service.fieldNames())
        .toIterable()
        .containsExactly("kind", "service", "name", "before", "after", "figures");
    JsonNode p50 = service.get("figures").get(0);
    assertThat(p50.fieldNames())
        .toIterable()
        .containsExactly(
            "name",
            "word",
            "before",
            "after",
            "after_low",
            "after_high",
            "change",
            "change_low",
            "change_high",
            "smallest");
    assertThat(p50.get("word").textValue()).isEqualTo("worse");
  }

  @Test
  void isTheSameFromNamesInAnyOrder() throws JsonProcessingException {
    assertThat(json(MadeUpSide.upsideDown(), MadeUpSide.upsideDown()))
        .isEqualTo(json(MadeUpSide.side(), MadeUpSide.side()))
        .isEqualTo(json(MadeUpSide.side(), MadeUpSide.upsideDown()));
  }

  private static String json(MadeUpSide before, MadeUpSide after) throws JsonProcessingException {
    Comparison comparison =
        Comparison.of(filled(before, 1).made(), filled(after, 10).made(), Limits.DEFAULT);
    return FileFormat.JSON.writeValueAsString(comparison);
  }

  private static MadeUpSide filled(MadeUpSide side, double factor) {
    Millis latencies = Millis.around(20, N, 1).times(factor);
    return side.service("service-a", latencies)
        .service("service-b", latencies, 10)
        .service("service-c", Millis.all(20, 5))
        .edge("service-a->service-b", latencies, latencies);
  }
}
