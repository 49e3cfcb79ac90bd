package io.spanline.experiments.experiment.plan;

import io.spanline.experiments.yaml.StrictYaml;
import io.spanline.model.Printable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what an experiment's file says of its traffic. */
record TrafficReader(StrictYaml yaml, Map<String, Node> values) {
  static final String TRAFFIC = "traffic";
  static final String CAPTURE = "capture";
  static final String REQUESTS = "requests";
  static final String RATE = "rate";
  static final String ROUND = "round_seconds";
  static final String STEADY_STATE = "steady_state";

  private static final List<TrafficSource> SENT = List.of(TrafficSource.REPLAY, TrafficSource.SHOP);
  private static final Map<String, List<TrafficSource>> ONLY_WITH =
      Map.of(
          CAPTURE,
          List.of(TrafficSource.REPLAY),
          REQUESTS,
          SENT,
          RATE,
          SENT,
          STEADY_STATE,
          SENT,
          ROUND,
          List.of(TrafficSource.EXTERNAL));

  /** The source, once no key is there that goes with another one. */
  TrafficSource read(TrafficSource absent) {
    Node node = values.get(TRAFFIC);
    TrafficSource source = node == null ? absent : source(node);
    values.forEach(
        (key, value) -> {
          List<TrafficSource> only = ONLY_WITH.getOrDefault(key, List.of(source));
          if (!only.contains(source)) {
            throw yaml.problem(
                value,
                "%s goes with traffic: %s, not %s"
                    .formatted(
                        key,
                        only.stream().map(TrafficSource::word).collect(Collectors.joining(" or ")),
                        source.word()));
          }
        });
    return source;
  }

  private TrafficSource source(Node node) {
    String word = yaml.text(node);
    try {
      return TrafficSource.of(word);
    } catch (IllegalArgumentException e) {
      throw yaml.problem(node, "%s, was '%s'".formatted(e.getMessage(), Printable.text(word)));
    }
  }
}
