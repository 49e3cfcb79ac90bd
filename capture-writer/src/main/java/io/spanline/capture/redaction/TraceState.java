package io.spanline.capture.redaction;

/**
 * A trace state without what callers put there: only OpenTelemetry's own entry of hex numbers
 * stays, which samplers write, the Collector's too.
 */
final class TraceState {
  private static final String OWN = "ot=";
  private static final int LONGEST = 64;

  private TraceState() {}

  static boolean isClean(String state) {
    return state.isEmpty() || isOwn(state);
  }

  /** The same where all of it may stay. */
  static String clean(String state) {
    if (isClean(state)) {
      return state;
    }
    for (String entry : state.split(",", -1)) {
      if (isOwn(entry.strip())) {
        return entry.strip();
      }
    }
    return "";
  }

  /** {@code ot=th:…;rv:…}: threshold and randomness, up to 14 hex digits each. */
  private static boolean isOwn(String entry) {
    if (!entry.startsWith(OWN) || entry.length() > LONGEST) {
      return false;
    }
    for (String field : entry.substring(OWN.length()).split(";", -1)) {
      if (!field.matches("(?:th|rv|p|r):[0-9a-f]{1,14}")) {
        return false;
      }
    }
    return true;
  }
}
