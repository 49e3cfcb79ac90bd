package io.spanline.experiments.experiment.plan;

import java.util.stream.Stream;

/** Files that are read. */
final class GoodFile {
  private GoodFile() {}

  /** With each key, at both ends of its range. */
  static Stream<String> all() {
    return """
        faults: []
        {faults: [], name: calm, description: "one\\ntwo", capture: capture_001}
        {faults: [], capture: ../captures/capture_001.json}
        {faults: [], requests: 1, rate: 0.001, blocks: 2}
        {faults: [], requests: 10000, rate: 10000, blocks: 5}
        {faults: [], requests: 2500, blocks: 20}
        {faults: [], traffic: replay, capture: capture_001, requests: 1, rate: 1}
        {faults: [], traffic: shop, requests: 10000, rate: 10000}
        {faults: [], traffic: external}
        {faults: [], traffic: external, round_seconds: 5, blocks: 20}
        {faults: [], traffic: external, round_seconds: 600}
        {faults: [], max_ratio: 1.001, max_delta_ms: 0, max_points: 0}
        {faults: [], max_ratio: 1000, max_delta_ms: 3600000, max_points: 99.9}
        {faults: [], steady_state: none}
        {faults: [], steady_state: {}}
        {faults: [], steady_state: {baseline: ../baselines/week.yaml}}
        {faults: [], steady_state: {baseline: week, max_ratio: 1000, max_delta_ms: 0, max_points: 0}}
        {faults: [], expect: pass}
        {faults: [], expect: fail}
        {faults: [], expect: {outcome: pass}}
        {faults: [], expect: {outcome: fail, because: "it waits, longer\\n"}}
        {faults: [], decides: [{figure: p95}]}
        {faults: [], decides: [{figure: p50, service: a, operation: GET /, max_ratio: 1.5, max_delta_ms: 0}, {figure: p95, service: a, max_abs_ms: 0}, {figure: error_rate, max_points: 0}, {figure: error_rate, service: a, max_abs_percent: 99}]}
        faults: [{type: down, target: b-to-c}]
        fault: {type: down, target: service-b->service-c}
        {type: latency, target: b-to-c, value_ms: 200}
        {type: latency, target: b-to-c, value_ms: 3600000, jitter_ms: 20, stream: upstream, toxicity: 0.5}
        {type: bandwidth, target: b-to-c, rate_kb_s: 0}
        {type: slow_close, target: b-to-c, delay_ms: 500, stream: downstream}
        {type: timeout, target: b-to-c, timeout_ms: 100, toxicity: 1}
        {type: reset_peer, target: b-to-c}
        {type: reset_peer, target: b-to-c, timeout_ms: 5000}
        {type: slicer, target: b-to-c, average_size_bytes: 20}
        {type: slicer, target: b-to-c, average_size_bytes: 20, size_variation_bytes: 19, delay_us: 20000}
        {type: limit_data, target: b-to-c, bytes: 9223372036854775807}
        {type: down, target: b-to-c}
        {type: down, target: b-to-c, stream: downstream, toxicity: 1}
        """
        .lines();
  }
}
