package io.spanline.bench.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.file.BaselineComputation;
import io.spanline.file.BaselineName;
import io.spanline.file.BaselineYaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that computes a capture's baseline in one pass and prints, a line a service: name,
 * requests, errors, p50 and p95 in milliseconds.
 */
public final class BaselineRun {
  private BaselineRun() {}

  /** Reads the capture of that file. */
  public static void main(String[] arguments) throws IOException {
    Path capture = Path.of(arguments[0]);
    JsonNode baseline =
        BaselineYaml.tree(
            BaselineComputation.of(List.of(capture)).compute(BaselineName.NORMAL, bytes -> {}));
    baseline
        .path("services")
        .properties()
        .forEach(service -> System.out.println(line(service.getKey(), service.getValue())));
  }

  private static String line(String service, JsonNode of) {
    return String.join(
        " ",
        service,
        of.path("requests").asText(),
        of.path("errors").asText(),
        of.path("p50_ms").asText(),
        of.path("p95_ms").asText());
  }
}
