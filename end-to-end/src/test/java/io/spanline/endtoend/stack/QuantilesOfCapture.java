package io.spanline.endtoend.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The second program: p50, p95, requests and errors of a capture, from the plain OTLP of its lines
 * and with nothing of Spanline's. Prints a line per service: {@code service requests errors p50_ms
 * p95_ms}.
 */
public final class QuantilesOfCapture {
  private static final int SERVER = 2;
  private static final int CONSUMER = 5;
  private static final int ERROR = 2;

  private final Map<String, List<BigInteger>> nanos = new TreeMap<>();
  private final Map<String, Integer> errors = new TreeMap<>();

  private QuantilesOfCapture() {}

  public static void main(String[] arguments) throws Exception {
    QuantilesOfCapture program = new QuantilesOfCapture();
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader lines = Files.newBufferedReader(Path.of(arguments[0]))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        program.add(mapper.readTree(line));
      }
    }
    program.print();
  }

  private void add(JsonNode line) {
    for (JsonNode group : line.get("resourceSpans")) {
      String service = serviceName(group.get("resource"));
      for (JsonNode scope : group.get("scopeSpans")) {
        scope.get("spans").forEach(span -> addSpan(service, span));
      }
    }
  }

  private void addSpan(String service, JsonNode span) {
    int kind = span.get("kind").asInt();
    if (kind != SERVER && kind != CONSUMER) {
      return;
    }
    BigInteger start = new BigInteger(span.get("startTimeUnixNano").asText());
    BigInteger end = new BigInteger(span.get("endTimeUnixNano").asText());
    nanos.computeIfAbsent(service, name -> new ArrayList<>()).add(end.subtract(start));
    int error = span.path("status").path("code").asInt() == ERROR ? 1 : 0;
    errors.merge(service, error, Integer::sum);
  }

  private static String serviceName(JsonNode resource) {
    for (JsonNode attribute : resource.get("attributes")) {
      if (attribute.get("key").asText().equals("service.name")) {
        return attribute.get("value").get("stringValue").asText();
      }
    }
    return "unknown_service";
  }

  private void print() {
    nanos.forEach(
        (service, samples) -> {
          Collections.sort(samples);
          System.out.printf(
              "%s %d %d %s %s%n",
              service,
              samples.size(),
              errors.get(service),
              millis(samples.get((samples.size() * 50 + 99) / 100 - 1)),
              millis(samples.get((samples.size() * 95 + 99) / 100 - 1)));
        });
  }

  private static String millis(BigInteger nanoseconds) {
    return new BigDecimal(nanoseconds).movePointLeft(6).stripTrailingZeros().toPlainString();
  }
}
