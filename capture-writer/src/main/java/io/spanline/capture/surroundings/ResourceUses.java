package io.spanline.capture.surroundings;

import com.google.protobuf.InvalidProtocolBufferException;
import io.spanline.capture.kafka.TopicSlice;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.capture.redaction.CleanText;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.ResourceUse;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** CPU time and heap of the services in a range, by the metrics that their agents sent. */
final class ResourceUses {
  // An export may be on its way for as long as an agent's period and the Collector's pause.
  private static final Duration LATEST = Duration.ofSeconds(15);
  private static final int MOST_SERVICES = 500;
  // A restart makes a new series, and so does whoever makes them up.
  private static final int MOST_POINTS = 2_000_000;

  private final String kafka;

  ResourceUses(String kafka) {
    this.kafka = kafka;
  }

  /**
   * The use of each service that has samples; for those named without one, the reason.
   *
   * @throws Refusal only if the snapshot was called off
   */
  SortedMap<String, ResourceUse> during(TimeRange range, Set<String> services, StopSignal stop) {
    SortedMap<String, ResourceTally> tallies = new TreeMap<>();
    services.forEach(service -> tallies.put(CleanText.ofName(service), new ResourceTally()));
    String nothing = "no sample of its metrics in the range";
    try {
      read(range, tallies, stop);
    } catch (Refusal | IOException e) {
      stop.check();
      nothing = "the metrics could not be read: " + e.getMessage();
    }
    SortedMap<String, ResourceUse> uses = new TreeMap<>();
    for (String service : tallies.keySet()) {
      uses.put(service, tallies.getOrDefault(service, new ResourceTally()).use(nothing));
    }
    return uses;
  }

  private void read(TimeRange range, SortedMap<String, ResourceTally> tallies, StopSignal stop)
      throws IOException {
    int[] left = {MOST_POINTS};
    try (TopicSlice slice = new TopicSlice(kafka, Topics.OTLP_METRICS.name(), range.from(), stop)) {
      slice.read(
          range.to().plus(LATEST),
          stop,
          record -> {
            byte[] value = record.value();
            if (value != null && left[0] > 0) {
              left[0] -= add(value, range, tallies);
            }
          });
    }
  }

  /** The number of points of a record; 1 if it is not OTLP. */
  private static int add(byte[] record, TimeRange range, SortedMap<String, ResourceTally> tallies) {
    int[] points = {0};
    try {
      AgentMetrics.read(
          record,
          point -> {
            points[0]++;
            String service = CleanText.ofName(point.service());
            if (range.contains(point.at())
                && (tallies.containsKey(service) || tallies.size() < MOST_SERVICES)) {
              tallies.computeIfAbsent(service, name -> new ResourceTally()).add(point);
            }
          });
    } catch (InvalidProtocolBufferException e) {
      return 1;
    }
    return points[0];
  }
}
