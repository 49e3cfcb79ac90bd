package io.spanline.bench.hostile;

import io.spanline.bench.examine.PublishedRows;
import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.fault.FaultScene;
import io.spanline.bench.hostile.HostileSink.SpanIdentity;
import io.spanline.clients.Ledgers;
import io.spanline.harness.process.TopicReader;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of what was sent: emitted, counted, dead; the traffic's share taken off. */
final class Aftermath {
  private final String bootstrap;
  private final Ledgers.Account account;
  private final long trafficRepeated;
  private final List<ConsumerRecord<byte[], byte[]>> letters;
  private final Map<SpanIdentity, Integer> emitted = new HashMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();

  private Aftermath(
      String bootstrap,
      Ledgers.Account account,
      long trafficRepeated,
      List<ConsumerRecord<byte[], byte[]>> letters) {
    this.bootstrap = bootstrap;
    this.account = account;
    this.trafficRepeated = trafficRepeated;
    this.letters = letters;
  }

  /** Reads it from the broker and the ledger. */
  static Aftermath of(FaultScene scene, HostileSink sent, long trafficRepeated) {
    String bootstrap = scene.broker().bootstrap();
    Aftermath aftermath =
        new Aftermath(
            bootstrap,
            scene.streams().ledgers().now(),
            trafficRepeated,
            TopicReader.all(bootstrap, Topics.DEAD_LETTERS));
    TopicReader.forEach(
        bootstrap, Topics.TRACES, next -> aftermath.count(next.value(), sent.spans()));
    return aftermath;
  }

  private void count(Trace trace, Map<SpanIdentity, Integer> sent) {
    boolean ours = false;
    for (Span span : trace.spans()) {
      SpanIdentity identity = SpanIdentity.of(span);
      if (sent.containsKey(identity)) {
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

  /** Requests by service as the statistics count them, in all windows. */
  Map<String, Long> requests() {
    return PublishedRows.requests(bootstrap);
  }

  /** Everything that was sent must have come out, once. */
  void expectEverySpanOnce(HostileSink sent, RunFinding finding) {
    finding.expect("spans emitted", sent.spans().size(), emitted());
    finding.expect("spans emitted twice", 0, emitted.values().stream().filter(n -> n > 1).count());
    finding.expect("duplicates", sent.repeated(), duplicates());
  }

  /** Adds all of this. */
  void tell(RunFinding finding) {
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
    finding.require(account.balanced(), "the ledger does not balance");
  }

  /** The letters in the order of their records' keys, which are numbered. */
  List<ConsumerRecord<byte[], byte[]>> lettersByKey() {
    return letters.stream()
        .sorted(Comparator.comparingInt(letter -> number(text(letter.key()))))
        .toList();
  }

  private static int number(String key) {
    String digits = key.replaceAll("\\D", "");
    return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
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
