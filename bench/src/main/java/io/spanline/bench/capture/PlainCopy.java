package io.spanline.bench.capture;

import io.spanline.topic.Topics;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A program that does no more than it must: reads the topic {@code traces} as it is, a value a
 * line, into a file, and makes that durable. Does so for each file that it is told on a line of its
 * input, and prints the nanoseconds that it took, the bytes, and the nanoseconds of CPU.
 */
public final class PlainCopy {
  private static final int BUFFER_BYTES = 1 << 17;

  private PlainCopy() {}

  /** Copies from a broker's address to files that are not there yet. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader files =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String file = files.readLine(); file != null; file = files.readLine()) {
      Duration cpu = cpu();
      long began = System.nanoTime();
      long bytes = copy(arguments[0], Path.of(file));
      long took = System.nanoTime() - began;
      System.out.println(took + " " + bytes + " " + cpu().minus(cpu).toNanos());
    }
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static long copy(String bootstrap, Path file) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out =
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topics.TRACES.partitions())
              .mapToObj(number -> new TopicPartition(Topics.TRACES.name(), number))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long bytes = 0;
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          out.write(record.value());
          out.write('\n');
          bytes += record.value().length + 1;
        }
      }
      out.flush();
      channel.force(true);
      return bytes;
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
