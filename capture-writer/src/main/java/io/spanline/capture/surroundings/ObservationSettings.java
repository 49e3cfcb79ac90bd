package io.spanline.capture.surroundings;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import java.time.Duration;

/**
 * Where a capture's conditions are observed.
 *
 * @param kafka host and port of the broker
 * @param toxiproxy host and port of Toxiproxy's API
 * @param window the length of streams-baseline's windows
 * @param retention how long streams-baseline keeps a window's rows
 */
public record ObservationSettings(
    String kafka, String toxiproxy, Duration window, Duration retention) {

  public static ObservationSettings of(Settings settings) {
    return new ObservationSettings(
        settings.address(Port.KAFKA),
        settings.address(Port.TOXIPROXY),
        settings.value(Catalogue.STATISTICS_WINDOW),
        settings.value(Catalogue.STATISTICS_RETENTION));
  }
}
