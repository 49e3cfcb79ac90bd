package io.spanline.streams.rest;

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

  /**
   * One instance.
   *
   * @param address of its REST interface, host and port
   * @param partitions of {@code otlp_spans} that are assigned to it, in ascending order
   * @param self whether it is the one that is asked
   */
  record Instance(String address, List<Integer> partitions, boolean self) {
    public Instance {
      partitions = partitions.stream().sorted().toList();
    }
  }
}
