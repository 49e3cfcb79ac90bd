package io.spanline.experiments.experiment.plan;

import java.util.stream.Stream;

/**
 * A file that is refused.
 *
 * @param yaml its text; {@code \n} is a line break
 * @param problem the whole message after the file's name
 */
record WrongFile(String yaml, String problem) {
  private static final String KINDS =
      "latency, bandwidth, slow_close, timeout, reset_peer, slicer, limit_data, down";
  private static final String KEYS =
      "name, description, traffic, capture, requests, rate, round_seconds, blocks, fault, faults,"
          + " max_ratio, max_delta_ms, max_points, decides, steady_state, expect";

  /** Those that a schema can tell. */
  static Stream<WrongFile> all() {
    return of(
        """
        {} | line 1 column 1: 'fault' is missing; an experiment without one has faults: []
        name: x\\nblocks: 4 | line 1 column 1: 'fault' is missing; an experiment without one has faults: []
        faults: []\\nblock: 4 | line 2 column 1: unknown key 'block'; known: $KEYS
        faults: []\\nfault: {type: down, target: x} | line 1 column 9: there is 'fault' already; keep one of the two
        faults: | line 1 column 8: must be a list
        faults: {type: down, target: x} | line 1 column 9: must be a list
        fault: [] | line 1 column 8: must be a mapping of names to values
        fault: down | line 1 column 8: must be a mapping of names to values
        faults: [{type: down, target: x}, {type: down, target: y}] | line 1 column 35: an experiment has one fault or none, was 2
        faults: []\\nname: 5 | line 2 column 7: must be a text; put it in quotes
        faults: []\\nname: '' | line 2 column 7: name is one line of printable text
        faults: []\\nname: ' ' | line 2 column 7: name is one line of printable text
        faults: []\\nname: "a\\tb" | line 2 column 7: name is one line of printable text
        faults: []\\ndescription: [] | line 2 column 14: must be a text; put it in quotes
        faults: []\\ncapture: 1 | line 2 column 10: must be a text; put it in quotes
        faults: []\\ncapture: | line 2 column 9: must be a text; put it in quotes
        faults: []\\ncapture: "\\0" | line 2 column 10: capture is one line of printable text
        faults: []\\ntraffic: others | line 2 column 10: traffic is replay, shop or external, was 'others'
        faults: []\\ntraffic: [shop] | line 2 column 10: must be a text; put it in quotes
        faults: []\\ntraffic: external\\ncapture: capture_001 | line 3 column 10: capture goes with traffic: replay, not external
        faults: []\\ntraffic: external\\nsteady_state: none | line 3 column 15: steady_state goes with traffic: replay or shop, not external
        faults: []\\ntraffic: external\\nrequests: 150 | line 3 column 11: requests goes with traffic: replay or shop, not external
        faults: []\\nrate: 50\\ntraffic: external | line 2 column 7: rate goes with traffic: replay or shop, not external
        faults: []\\ntraffic: shop\\ncapture: capture_001 | line 3 column 10: capture goes with traffic: replay, not shop
        faults: []\\ntraffic: shop\\nround_seconds: 15 | line 3 column 16: round_seconds goes with traffic: external, not shop
        faults: []\\nround_seconds: 15 | line 2 column 16: round_seconds goes with traffic: external, not replay
        faults: []\\ntraffic: external\\nround_seconds: 4 | line 3 column 16: round_seconds is a whole number, 5 to 600, was '4'
        faults: []\\ntraffic: external\\nround_seconds: 601 | line 3 column 16: round_seconds is a whole number, 5 to 600, was '601'
        faults: []\\nrequests: 0 | line 2 column 11: requests is a whole number, 1 to 10000, was '0'
        faults: []\\nrequests: 10001 | line 2 column 11: requests is a whole number, 1 to 10000, was '10001'
        faults: []\\nrequests: many | line 2 column 11: requests is a whole number, 1 to 10000, was 'many'
        faults: []\\nrequests: '150' | line 2 column 11: requests is a whole number, 1 to 10000, was '150'
        faults: []\\nrequests: 1.5 | line 2 column 11: requests is a whole number, 1 to 10000, was '1.5'
        faults: []\\nrequests: | line 2 column 10: requests is a whole number, 1 to 10000, was empty
        faults: []\\nrequests: [1] | line 2 column 11: requests is a whole number, 1 to 10000, was a list
        faults: []\\nrate: 0 | line 2 column 7: rate is a number of requests a second above 0, 10000 at most, was '0'
        faults: []\\nrate: 10000.1 | line 2 column 7: rate is a number of requests a second above 0, 10000 at most, was '10000.1'
        faults: []\\nrate: 50/s | line 2 column 7: rate is a number of requests a second above 0, 10000 at most, was '50/s'
        faults: []\\nblocks: 1 | line 2 column 9: blocks is a whole number, 2 to 20, was '1'
        faults: []\\nblocks: 21 | line 2 column 9: blocks is a whole number, 2 to 20, was '21'
        faults: []\\nmax_ratio: 1 | line 2 column 12: max_ratio is a number above 1, 1000 at most, was '1'
        faults: []\\nmax_ratio: 1000.5 | line 2 column 12: max_ratio is a number above 1, 1000 at most, was '1000.5'
        faults: []\\nmax_delta_ms: -1 | line 2 column 15: max_delta_ms is a number of ms, 0 to 3600000, was '-1'
        faults: []\\nmax_delta_ms: 10ms | line 2 column 15: max_delta_ms is a number of ms, 0 to 3600000, was '10ms'
        faults: []\\nmax_points: 100 | line 2 column 13: max_points is a number of percentage points, 0 to below 100, was '100'
        faults: []\\nmax_points: 2% | line 2 column 13: max_points is a number of percentage points, 0 to below 100, was '2%'
        faults: []\\ndecides: p95 | line 2 column 10: must be a list
        faults: []\\ndecides: [] | line 2 column 10: decides has 1 to 4 figures, was 0
        faults: []\\ndecides: [p95] | line 2 column 11: must be a mapping of names to values
        faults: []\\ndecides: [{service: a}] | line 2 column 11: 'figure' is missing; there are: p50, p95, error_rate
        faults: []\\ndecides: [{figure: p99}] | line 2 column 20: unknown figure 'p99'; there are: p50, p95, error_rate
        faults: []\\ndecides: [{figure: p95, service: ''}] | line 2 column 34: service is a name, was empty
        faults: []\\ndecides: [{figure: p95, operation: GET /}] | line 2 column 11: 'service' is missing: an operation is one of a service
        faults: []\\ndecides: [{figure: p95, max_points: 2}] | line 2 column 25: unknown key 'max_points'; known: figure, service, operation, max_ratio, max_delta_ms, max_abs_ms
        faults: []\\ndecides: [{figure: error_rate, max_ratio: 2}] | line 2 column 32: unknown key 'max_ratio'; known: figure, service, operation, max_points, max_abs_percent
        faults: []\\ndecides: [{figure: p95, max_abs_ms: 300, max_ratio: 2}] | line 2 column 53: max_ratio is for a change, and max_abs_ms for what it may be whatever it was; keep one
        faults: []\\ndecides: [{figure: p95, max_abs_ms: 3600001}] | line 2 column 37: max_abs_ms is a number of ms, 0 to 3600000, was '3600001'
        faults: []\\ndecides: [{figure: error_rate, max_abs_percent: 100}] | line 2 column 49: max_abs_percent is a number of percent, 0 to below 100, was '100'
        faults: []\\nsteady_state: usual | line 2 column 15: steady_state is none, or a mapping of baseline, max_ratio, max_delta_ms, max_points
        faults: []\\nsteady_state: [] | line 2 column 15: must be a text; put it in quotes
        faults: []\\nsteady_state: | line 2 column 14: must be a text; put it in quotes
        faults: []\\nsteady_state: {baselines: x} | line 2 column 16: unknown key 'baselines'; known: baseline, max_ratio, max_delta_ms, max_points
        faults: []\\nsteady_state: {baseline: ''} | line 2 column 26: baseline is one line of printable text
        faults: []\\nsteady_state: {max_ratio: 1} | line 2 column 27: max_ratio is a number above 1, 1000 at most, was '1'
        faults: []\\nsteady_state: {max_delta_ms: -1} | line 2 column 30: max_delta_ms is a number of ms, 0 to 3600000, was '-1'
        faults: []\\nsteady_state: {max_points: 100} | line 2 column 28: max_points is a number of percentage points, 0 to below 100, was '100'
        faults: []\\nexpect: inconclusive | line 2 column 9: what is expected is pass or fail, was 'inconclusive'
        faults: []\\nexpect: true | line 2 column 9: must be a text; put it in quotes
        faults: []\\nexpect: [pass] | line 2 column 9: must be a text; put it in quotes
        faults: []\\nexpect: {because: x} | line 2 column 9: 'outcome' is missing
        faults: []\\nexpect: {outcome: invalid} | line 2 column 19: what is expected is pass or fail, was 'invalid'
        faults: []\\nexpect: {outcome: pass, because: ''} | line 2 column 34: because is one line of printable text
        faults: []\\nexpect: {outcome: pass, reason: x} | line 2 column 25: unknown key 'reason'; known: outcome, because
        fault: {target: x} | line 1 column 8: 'type' is missing; there are: $KINDS
        {type: lag, target: x} | line 1 column 8: unknown type 'lag'; there are: $KINDS
        {type: latency=200, target: x} | line 1 column 8: unknown type 'latency=200'; there are: $KINDS
        {type: down} | line 1 column 1: 'target' is missing
        {type: down, target: ''} | line 1 column 22: target is a proxy, or an edge as a->b, was empty
        {type: down, target: [x]} | line 1 column 22: must be a text; put it in quotes
        {type: latency, target: x} | line 1 column 1: 'value_ms' is missing; latency needs it
        {type: bandwidth, target: x} | line 1 column 1: 'rate_kb_s' is missing; bandwidth needs it
        {type: slow_close, target: x} | line 1 column 1: 'delay_ms' is missing; slow_close needs it
        {type: timeout, target: x} | line 1 column 1: 'timeout_ms' is missing; timeout needs it
        {type: slicer, target: x} | line 1 column 1: 'average_size_bytes' is missing; slicer needs it
        {type: limit_data, target: x} | line 1 column 1: 'bytes' is missing; limit_data needs it
        {type: latency, target: x, value: 200} | line 1 column 28: unknown key 'value'; known: type, target, value_ms, jitter_ms, stream, toxicity
        {type: latency, target: x, value_ms: 200, blocks: 4} | line 1 column 43: unknown key 'blocks'; known: type, target, value_ms, jitter_ms, stream, toxicity
        {type: latency, target: x, value_ms: 0} | line 1 column 1: a latency of 0 ms does nothing
        {type: latency, target: x, value_ms: 200ms} | line 1 column 38: value_ms is a whole number, 0 to 3600000, was '200ms'
        {type: latency, target: x, value_ms: 3600001} | line 1 column 38: value_ms is a whole number, 0 to 3600000, was '3600001'
        {type: latency, target: x, value_ms: 200, jitter_ms: -1} | line 1 column 54: jitter_ms is a whole number, 0 to 3600000, was '-1'
        {type: latency, target: x, value_ms: 200, stream: up} | line 1 column 51: stream is downstream (answers) or upstream (requests), was 'up'
        {type: latency, target: x, value_ms: 200, toxicity: 0} | line 1 column 53: toxicity is a number above 0, 1 at most, was '0'
        {type: latency, target: x, value_ms: 200, toxicity: 1.01} | line 1 column 53: toxicity is a number above 0, 1 at most, was '1.01'
        {type: reset_peer, target: x, timeout_ms: 5001} | line 1 column 43: timeout_ms is a whole number, 0 to 5000, was '5001'
        {type: slicer, target: x, average_size_bytes: 0} | line 1 column 47: average_size_bytes is a whole number, 1 to 1073741824, was '0'
        {type: slicer, target: x, average_size_bytes: 9, delay_ms: 1} | line 1 column 50: unknown key 'delay_ms'; known: type, target, average_size_bytes, size_variation_bytes, delay_us, stream, toxicity
        {type: limit_data, target: x, bytes: 9223372036854775808} | line 1 column 38: bytes is a whole number, 0 to 9223372036854775807, was '9223372036854775808'
        {type: down, target: x, toxicity: 0.5} | line 1 column 1: down closes every connection, both ways; it takes no toxicity and no stream
        {type: down, target: x, stream: upstream} | line 1 column 1: down closes every connection, both ways; it takes no toxicity and no stream
        {type: down, target: x, value_ms: 1} | line 1 column 25: unknown key 'value_ms'; known: type, target, stream, toxicity
        fault:\\n  type: latency\\n  target: x\\n  value_ms: slow | line 4 column 13: value_ms is a whole number, 0 to 3600000, was 'slow'
        faults:\\n  - type: lag\\n    target: x | line 2 column 11: unknown type 'lag'; there are: $KINDS
        """);
  }

  /** Those that are wrong as YAML, or of which two fields do not fit. */
  static Stream<WrongFile> onlyTheReaders() {
    return of(
        """
        faults: []\\nrate: .inf | line 2 column 7: rate is a number of requests a second above 0, 10000 at most, was '.inf'
        [] | line 1 column 1: must be a mapping of names to values
        5 | line 1 column 1: must be a mapping of names to values
        faults: []\\nfaults: [] | line 2 column 1: key 'faults' appears twice
         | line 1 column 1: is empty; the smallest experiment is {type: latency, target: b-to-c, value_ms: 200}
        # nothing | line 1 column 1: is empty; the smallest experiment is {type: latency, target: b-to-c, value_ms: 200}
        faults: [ | line 1 column 10: expected the node content, but found '<stream end>'
        faults: []\\n---\\nfaults: [] | line 2 column 1: but found another document
        faults: []\\ndecides: [{figure: p95}, {figure: p95, max_ratio: 2}] | line 2 column 26: this figure decides already; keep one of the two
        faults: []\\nrequests: 2501\\nblocks: 20 | line 1 column 1: 40 rounds of 2501 requests are 100040; 100000 in all rounds at most
        faults: []\\nblocks: 010 | line 2 column 9: blocks is a whole number, 2 to 20, was '010'
        faults: []\\nrequests: 2:30 | line 2 column 11: requests is a whole number, 1 to 10000, was '2:30'
        {type: latency, target: x, value_ms: 200, jitter_ms: 201} | line 1 column 1: jitter is at most the latency, 200 ms, was 201
        {type: slicer, target: x, average_size_bytes: 9, size_variation_bytes: 9} | line 1 column 1: size_variation is less than average_size, 9 bytes, was 9
        """);
  }

  private static Stream<WrongFile> of(String table) {
    return table
        .lines()
        .map(
            line -> {
              int bar = line.indexOf(" | ");
              return new WrongFile(
                  line.substring(0, bar).replace("\\n", "\n"),
                  line.substring(bar + 3).replace("$KINDS", KINDS).replace("$KEYS", KEYS));
            });
  }
}
