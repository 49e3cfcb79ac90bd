package io.spanline.capture.toxics;

import io.spanline.capture.kafka.TopicSlice;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.topic.Json;
import io.spanline.topic.Topics;
import io.spanline.topic.ToxicChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of the topic {@code toxics}, read from its beginning, then on from there. */
final class ToxicRecords implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ToxicRecords.class);

  private final String kafka;
  private @Nullable TopicSlice slice;

  ToxicRecords(String kafka) {
    this.kafka = kafka;
  }

  /**
   * Hands over what has come since the last time; after a failure all again.
   *
   * @throws Refusal if the broker does not answer or has no such topic
   */
  synchronized void read(StopSignal stop, Consumer<ToxicChange> reader) throws IOException {
    boolean whole = false;
    try {
      if (slice == null) {
        slice = new TopicSlice(kafka, Topics.TOXICS.name(), Instant.EPOCH, stop);
      }
      slice.read(
          null,
          stop,
          record -> {
            byte[] value = record.value();
            if (value != null) {
              accept(value, reader);
            }
          });
      whole = true;
    } finally {
      if (!whole) {
        close();
      }
    }
  }

  private static void accept(byte[] value, Consumer<ToxicChange> reader) {
    ToxicChange change;
    try {
      change = Json.read(value, ToxicChange.class);
    } catch (UncheckedIOException e) {
      LOG.atDebug().setCause(e).log("a record of the topic toxics is none");
      return;
    }
    reader.accept(change);
  }

  @Override
  public synchronized void close() {
    if (slice != null) {
      slice.close();
      slice = null;
    }
  }
}
