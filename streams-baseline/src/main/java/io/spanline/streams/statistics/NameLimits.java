package io.spanline.streams.statistics;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;

/** How many names of each kind an input partition keeps statistics of their own of. */
public record NameLimits(int services, int operations, int edges) {

  public static NameLimits of(Settings settings) {
    return new NameLimits(
        settings.value(Catalogue.STATISTICS_MAX_SERVICES),
        settings.value(Catalogue.STATISTICS_MAX_OPERATIONS),
        settings.value(Catalogue.STATISTICS_MAX_EDGES));
  }
}
