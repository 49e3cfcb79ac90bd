package io.spanline.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long each stage of a run took, counted from the moment the user typed the command. */
final class Stages {
  private final InstantSource clock;
  private final Instant typed;
  private final Map<String, Duration> took = new LinkedHashMap<>();
  private Instant last;

  Stages(InstantSource clock, Instant typed, Duration build) {
    this.clock = clock;
    this.typed = typed;
    this.last = clock.instant();
    took.put("build", build);
    took.put(
        "program start",
        Collections.max(List.of(Duration.between(typed, last).minus(build), Duration.ZERO)));
  }

  void ended(String stage) {
    Instant now = clock.instant();
    took.put(stage, Duration.between(last, now));
    last = now;
  }

  Duration sinceTyped() {
    return Duration.between(typed, clock.instant());
  }

  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    took.forEach((stage, duration) -> seconds.put(stage, duration.toMillis() / 1000.0));
    return seconds;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    took.forEach(
        (stage, duration) ->
            lines.add(
                String.format(
                    Locale.ROOT, "  %-16s %6.1f s", stage, duration.toMillis() / 1000.0)));
    return lines;
  }
}
