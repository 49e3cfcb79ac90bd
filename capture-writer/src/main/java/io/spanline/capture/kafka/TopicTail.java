package io.spanline.capture.kafka;

import io.spanline.capture.kafka.TraceSource.RecordReader;
import io.spanline.capture.kafka.TraceSource.TraceTail;
import io.spanline.capture.order.StopSignal;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The committed records of a topic from fixed offsets on, as they come. */
final class TopicTail implements TraceTail {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final StopSignal stop;

  TopicTail(String address, PartitionOffsets begin, StopSignal stop) {
    this.consumer = Consumers.small(address);
    this.stop = stop;
    consumer.assign(begin.offsets().keySet());
    begin.offsets().forEach(consumer::seek);
  }

  @Override
  public void poll(RecordReader reader) throws IOException {
    stop.check();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        reader.read(TraceRecord.of(record));
      }
    } catch (InvalidOffsetException e) {
      // Deleted before they were read: what is left is counted; the read of the snapshot tells.
      consumer.seekToBeginning(e.partitions());
    }
  }

  @Override
  public void close() {
    Consumers.close(consumer);
  }
}
