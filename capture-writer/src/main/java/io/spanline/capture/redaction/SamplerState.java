package io.spanline.capture.redaction;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * OpenTelemetry's own entry of a trace state, which samplers write, the Collector's too: hex
 * numbers only. Every other entry is the caller's, and goes.
 */
final class SamplerState {
  // Threshold and randomness: ot=th:…;rv:…
  private static final Pattern OWN =
      Pattern.compile("ot=(?:th|rv|p|r):[0-9a-f]{1,14}(?:;(?:th|rv|p|r):[0-9a-f]{1,14}){0,3}");

  private SamplerState() {}

  /** Empty if a trace state has no such entry. */
  static String of(String traceState) {
    if (traceState.isEmpty() || OWN.matcher(traceState).matches()) {
      return traceState;
    }
    return Arrays.stream(traceState.split(",", -1))
        .map(String::strip)
        .filter(OWN.asMatchPredicate())
        .findFirst()
        .orElse("");
  }
}
