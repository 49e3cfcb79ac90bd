package io.spanline.stack.tool;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program that the stack runs and that is not Java, pinned to one version. */
@SuppressWarnings("ImmutableEnumChecker") // a setting is a value, its list unmodifiable
public enum Tool {
  TOXIPROXY(
      "Toxiproxy",
      "2.12.0",
      Catalogue.TOXIPROXY,
      List.of("toxiproxy-server"),
      Duration.ofSeconds(30)),
  COLLECTOR(
      "OpenTelemetry Collector",
      "0.155.0",
      Catalogue.OTELCOL,
      List.of("otelcol-contrib", "otelcol"),
      Duration.ofSeconds(210)),
  /** Version 2: the module's own number is 1.76.0, that of its releases 2.13.0. */
  JAEGER("Jaeger", "2.13.0", Catalogue.JAEGER, List.of("jaeger"), Duration.ofMinutes(9));

  private final String title;
  private final String version;
  private final Setting<Path> setting;
  private final List<String> programs;
  private final Duration coldBuild;

  Tool(
      String title,
      String version,
      Setting<Path> setting,
      List<String> programs,
      Duration coldBuild) {
    this.title = title;
    this.version = version;
    this.setting = setting;
    this.programs = programs;
    this.coldBuild = coldBuild;
  }

  public String title() {
    return title;
  }

  public String version() {
    return version;
  }

  public Setting<Path> setting() {
    return setting;
  }

  /** Its names on the PATH, the best first; the first is its name in the cache. */
  List<String> programs() {
    return programs;
  }

  /** Measured time of a build on two cores with nothing cached. */
  public Duration coldBuild() {
    return coldBuild;
  }

  /** Also names its folder in the cache. */
  String id() {
    return programs.get(0);
  }
}
