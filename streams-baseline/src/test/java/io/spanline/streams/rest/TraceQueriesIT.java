package io.spanline.streams.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.api.HealthReport;
import io.spanline.model.TraceId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An instance that reads partitions 0 to 2; partition 3 is another's. */
class TraceQueriesIT {
  private static final String OTHER = "127.0.0.1:18099";
  // Where Java's partitioner puts them among four.
  private static final String OF_PARTITION_0 = "000000000000000000000000000000ff";
  private static final String OF_PARTITION_3 = "00000000000000000000000000000006";

  private final FixedSources sources = FixedSources.ofTwoServices().runs(2).runs(1);
  private final ServedApi api =
      new ServedApi(
          sources, () -> List.of(new HealthReport.Instance(OTHER, List.of(3), false)), List.of());

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void openTracesAreThoseOfThePartitionsThatItNamesOldestFirst() {
    JsonNode answer = get("/v1/traces/open?limit=2", 200);

    assertThat(answer.path("total").asInt()).isEqualTo(3);
    assertThat(answer.path("partitions").findValuesAsText("partition"))
        .containsExactly("0", "1", "2");
    assertThat(answer.path("traces")).hasSize(2);
    assertThat(answer.at("/traces/0/traceId").asText())
        .isEqualTo(new TraceId(2, FixedSources.OPEN.low()).hex());
  }

  @Test
  void anOpenTraceIsFound() {
    String traceId = new TraceId(1, FixedSources.OPEN.low()).hex();

    JsonNode trace = get("/v1/traces/" + traceId, 200);

    assertThat(trace.path("state").asText()).isEqualTo("open");
    assertThat(trace.path("traceId").asText()).isEqualTo(traceId);
    assertThat(trace.path("missingParents").path(0).asText()).isEqualTo("00000000000000fe");
  }

  @Test
  void aTraceThatNobodyKnowsIsAnsweredWithWhereToLook() {
    assertThat(detail(OF_PARTITION_0, 404))
        .isEqualTo(
            "trace %s is neither open nor remembered; an emitted trace is remembered for PT30S, "
                    .formatted(OF_PARTITION_0)
                + "SPANLINE_TRACE_HORIZON; look for it in the topic traces: ./spanline traces show "
                + OF_PARTITION_0);
  }

  @Test
  void aTraceOfAnotherInstanceIsAnsweredWithItsPartitionAndThatInstance() {
    assertThat(detail(OF_PARTITION_3, 404))
        .isEqualTo(
            ("trace %s belongs to partition 3, which another instance reads;"
                    + " ask there: http://%s/v1/traces/%s")
                .formatted(OF_PARTITION_3, OTHER, OF_PARTITION_3));
  }

  @Test
  void aTraceIsNotSaidToBeUnknownWhileNobodyReadsItsPartition() {
    sources.stops(0);

    assertThat(detail(OF_PARTITION_0, 503))
        .isEqualTo(
            "trace %s belongs to partition 0, which no instance reads yet; retry in a second"
                .formatted(OF_PARTITION_0));
  }

  private String detail(String traceId, int status) {
    return get("/v1/traces/" + traceId, status).path("detail").asText();
  }

  private JsonNode get(String path, int status) {
    return api.json(path, status);
  }
}
