package io.spanline.streams.rest;

import io.spanline.api.HealthReport.Instance;
import java.util.List;

/** The instances of streams-baseline that share the work, as their group knows them. */
@FunctionalInterface
public interface Instances {

  /**
   * Every instance, this one too, in order of addresses.
   *
   * @throws NotReadyException before the first assignment
   */
  List<Instance> all();
}
