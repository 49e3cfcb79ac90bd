package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class OutputFirstProducerTest {
  private final List<String> events = new ArrayList<>();
  private final MockProducer<byte[], byte[]> broker =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized void flush() {
          history().stream().skip(seen()).forEach(record -> events.add(record.topic()));
          events.add("flush");
          while (completeNext()) {
            // Until all of them are answered.
          }
        }
      };
  private final OutputFirstProducer producer =
      new OutputFirstProducer(
          broker, new ChangelogOrder(List.of(List.of("rows"), List.of("open", "closed"))));

  @Test
  void sendsOutputAtOnce() {
    producer.send(record("traces"));

    assertThat(broker.history()).extracting(ProducerRecord::topic).containsExactly("traces");
  }

  @Test
  void sendsRowsInTheirTurnOnceWhatTheyStandForIsThere() {
    producer.send(record(changelog("open")));
    producer.send(record("traces"));
    producer.send(record(changelog("rows")));
    producer.send(record(changelog("closed")));
    producer.send(record("ledger"));

    producer.flush();

    assertThat(events)
        .containsExactly(
            "traces",
            "ledger",
            "flush",
            changelog("rows"),
            "flush",
            changelog("open"),
            changelog("closed"),
            "flush");
  }

  @Test
  void flushesOnceWhereNoRowWaits() {
    producer.send(record("traces"));
    producer.flush();
    producer.flush();

    assertThat(events).containsExactly("traces", "flush", "flush");
  }

  @Test
  void answersForARowOnceItIsSent() throws Exception {
    List<RecordMetadata> answers = new ArrayList<>();
    Future<RecordMetadata> sent =
        producer.send(record(changelog("rows")), (metadata, exception) -> answers.add(metadata));
    assertThat(sent).isNotDone();

    producer.flush();

    assertThat(sent.get().topic()).isEqualTo(changelog("rows"));
    assertThat(answers).containsExactly(sent.get());
  }

  @Test
  void sendsNoRowAfterAnOutputThatFailed() {
    producer.send(record("traces"));
    broker.errorNext(new TimeoutException("the broker is away"));
    List<Exception> failures = new ArrayList<>();
    Future<RecordMetadata> row =
        producer.send(record(changelog("open")), (metadata, exception) -> failures.add(exception));

    producer.flush();

    assertThat(broker.history()).extracting(ProducerRecord::topic).containsExactly("traces");
    assertThat(failures)
        .singleElement()
        .satisfies(each -> assertThat(each).hasMessageContaining("first"));
    assertThatThrownBy(row::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void leavesOutWhatStillWaitsWhenItIsClosed() {
    producer.send(record(changelog("open")));

    producer.close();

    assertThat(broker.history()).isEmpty();
    assertThat(broker.closed()).isTrue();
  }

  private long seen() {
    return events.stream().filter(event -> !event.equals("flush")).count();
  }

  private static String changelog(String store) {
    return "spanline-streams-baseline-" + store + "-changelog";
  }

  private static ProducerRecord<byte[], byte[]> record(String topic) {
    return new ProducerRecord<>(topic, topic.getBytes(StandardCharsets.UTF_8));
  }
}
