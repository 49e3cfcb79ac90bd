package io.spanline.capture.surroundings;

import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import java.util.Set;

/** The conditions while the traces of a range were made; asked for once they have been read. */
public interface Surroundings {
  /**
   * The conditions of a range. They say what could not be found out; that never keeps a snapshot
   * from being taken.
   *
   * @param services that answered requests of the range
   */
  Manifest.Conditions during(TimeRange range, Set<String> services, StopSignal stop);
}
