package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.fault.HostileSink.SpanIdentity;
import io.spanline.clients.Ledgers;
import io.spanline.harness.process.TopicReader;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of what was sent: emitted, counted, dead; the traffic's share taken off. */
final class Aftermath {
  private final RunFinding finding;
  private final HostileSink sent;
  private final Ledgers.Account account;
  private final long trafficRepeated;
  private final List<ConsumerRecord<byte[], byte[]>> letters;
  private final Map<SpanIdentity, Integer> emitted = new HashMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();

  /**
   * Reads it from the broker and the ledger.
   *
   * @param trafficRepeated spans that the traffic sent beyond their first time
   */
  Aftermath(FaultScene scene, HostileSink sent, long trafficRepeated) {
    this.finding = scene.finding();
    this.sent = sent;
    String bootstrap = scene.broker().bootstrap();
    this.account = scene.streams().ledgers().now();
    this.trafficRepeated = trafficRepeated;
    this.letters = TopicReader.all(bootstrap, Topics.DEAD_LETTERS);
    TopicReader.forEach(bootstrap, Topics.TRACES, next -> count(next.value()));
    finding.require(account.balanced(), "the ledger does not balance");
    finding.require(sum(row -> row.spans().expired()) == 0, "open spans had expired");
    finding.remark(
        "emitted %d, duplicate %d, truncated %d, rejected %d, dead %d %s, outcomes %s"
            .formatted(
                emitted(),
                duplicates(),
                truncated(),
                sum(row -> row.spans().rejected()),
                deadRecords(),
                reasons(),
                outcomes));
  }

  private void count(Trace trace) {
    boolean ours = false;
    for (Span span : trace.spans()) {
      SpanIdentity identity = SpanIdentity.of(span);
      if (sent.spans().containsKey(identity)) {
        emitted.merge(identity, 1, Integer::sum);
        ours = true;
      }
    }
    if (ours) {
      outcomes.merge(trace.outcome().word(), 1, Integer::sum);
    }
  }

  /** How many different spans were emitted. */
  long emitted() {
    return emitted.size();
  }

  /** How many records of traces have an outcome. */
  long outcomes(String word) {
    return outcomes.getOrDefault(word, 0);
  }

  long truncated() {
    return sum(row -> row.spans().truncated());
  }

  long duplicates() {
    return account.duplicate() - trafficRepeated;
  }

  long deadRecords() {
    return sum(row -> row.records().dead());
  }

  /** How many letters of each reason. */
  Map<String, Integer> reasons() {
    Map<String, Integer> reasons = new TreeMap<>();
    letters.forEach(letter -> reasons.merge(reason(letter), 1, Integer::sum));
    return reasons;
  }

  /** Everything that was sent must have come out, once. */
  void expectEverySpanOnce() {
    finding.expect("spans emitted", sent.spans().size(), emitted());
    finding.expect("spans emitted twice", 0, emitted.values().stream().filter(n -> n > 1).count());
    finding.expect("duplicates", sent.repeated(), duplicates());
  }

  /** How many of the unreadable records are dead letters with the same key and value, once. */
  long lettersAsSent() {
    Map<String, ConsumerRecord<byte[], byte[]>> byKey = new HashMap<>();
    letters.forEach(letter -> byKey.put(text(letter.key()), letter));
    return sent.unreadable().entrySet().stream()
            .filter(
                record -> {
                  var letter = byKey.get(record.getKey());
                  return letter != null && Arrays.equals(letter.value(), record.getValue());
                })
            .count()
        - (letters.size() - byKey.size());
  }

  private static String reason(ConsumerRecord<byte[], byte[]> letter) {
    return text(letter.headers().lastHeader("reason").value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private long sum(ToLongFunction<Ledger> field) {
    return account.rows().stream().mapToLong(field).sum();
  }
}
