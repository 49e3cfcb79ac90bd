package io.spanline.capture;

import io.spanline.capture.kafka.KafkaTraces;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.store.CaptureStore;
import io.spanline.rest.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a snapshot could be taken now: Kafka answers, the topics are there, files can be written.
 */
record CaptureReadiness(KafkaTraces traces, CaptureStore store, DiskSpace disk)
    implements Readiness {
  @Override
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!store.isWritable()) {
      missing.add(
          "%s and %s must be writable".formatted(store.captureFolder(), store.baselineFolder()));
    }
    disk.shortage().ifPresent(missing::add);
    try {
      Set<String> topics = traces.missingTopics();
      if (!topics.isEmpty()) {
        missing.add("no topics " + String.join(", ", topics));
      }
    } catch (Refusal e) {
      missing.add(String.valueOf(e.getMessage()));
    }
    return missing;
  }
}
