package io.spanline.capture;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Setting;
import io.spanline.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings that this process uses.
 *
 * @param data the folder of captures and baselines
 * @param gap how long assembly may hold a trace open after its last span
 * @param assembly the settings of assembly that a capture's traces depend on, as texts
 */
public record CaptureSettings(
    int port, String kafka, Path data, Duration gap, SortedMap<String, String> assembly) {
  private static final List<Setting<?>> ASSEMBLY =
      List.of(
          Catalogue.TRACE_SETTLE,
          Catalogue.TRACE_GAP,
          Catalogue.TRACE_LIFETIME,
          Catalogue.TRACE_HORIZON,
          Catalogue.TRACE_MAX_SPANS,
          Catalogue.TRACE_MAX_BYTES);

  public CaptureSettings {
    assembly = Collections.unmodifiableSortedMap(new TreeMap<>(assembly));
  }

  public static CaptureSettings of(Settings settings) {
    SortedMap<String, String> assembly = new TreeMap<>();
    ASSEMBLY.forEach(setting -> assembly.put(setting.name(), settings.text(setting)));
    return new CaptureSettings(
        settings.port(Port.CAPTURE_WRITER),
        settings.address(Port.KAFKA),
        settings.value(Catalogue.DATA_DIR),
        settings.value(Catalogue.TRACE_GAP),
        assembly);
  }
}
