package io.spanline.bench.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Span;
import io.spanline.otlp.OtlpJson;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Row 15: records that are not OTLP, among some in the encoding that the others do not have. */
final class UnreadableRecords extends HostileInput {
  private static final int ROUNDS = 50;

  @Override
  void send(HostileSink sink) {
    for (int round = 0; round < ROUNDS; round++) {
      Span span = SpanBuilder.entry("hostile").inTrace("unreadable-" + round).span();
      byte[] protobuf = span.fragment().toByteArray();
      byte[] json = OtlpJson.write(span.fragment());
      byte[] garbage = new byte[1 + sink.random().nextInt(2_000)];
      sink.random().nextBytes(garbage);
      // Field 0, which no message has.
      garbage[0] = 0;
      sink.sendUnreadable(garbage);
      sink.sendUnreadable(null);
      sink.sendUnreadable(new byte[0]);
      sink.sendUnreadable(Arrays.copyOf(protobuf, protobuf.length - 1 - round));
      sink.sendUnreadable(Arrays.copyOf(json, json.length - 1 - round));
      sink.sendUnreadable(("\ufeff" + new String(json, UTF_8)).getBytes(UTF_8));
      sink.sendUnreadable("a line of a log".getBytes(UTF_8));
      sink.sendUnreadable("{\"resourceSpans\":".concat("[".repeat(50_000)).getBytes(UTF_8));
      sink.send(span, json);
    }
  }

  @Override
  void judge(HostileSink sent, Aftermath aftermath, RunFinding finding) {
    finding.expect("dead records", sent.unreadable().size(), aftermath.deadRecords());
    aftermath.expectEverySpanOnce(sent, finding);
    List<ConsumerRecord<byte[], byte[]>> letters = aftermath.lettersByKey();
    long intact = 0;
    for (int i = 0; i < Math.min(letters.size(), sent.unreadable().size()); i++) {
      intact += Arrays.equals(letters.get(i).value(), sent.unreadable().get(i)) ? 1 : 0;
    }
    finding.expect("dead letters as they came", sent.unreadable().size(), intact);
  }
}
