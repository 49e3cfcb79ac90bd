package io.spanline.endtoend.stack;

import io.spanline.harness.process.TopicReader;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The search for planted secrets in all that a stack leaves behind. Not in {@code dead-letters},
 * which holds its input as it came.
 */
final class SecretSearch {
  private static final int BLOCK = 1 << 16;

  private final List<String> found = new ArrayList<>();
  private int looked;

  /** Looks through every file of a folder, whatever it holds. */
  SecretSearch files(Path folder, String... secrets) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        looked++;
        for (String secret : secrets) {
          if (holds(file, secret)) {
            found.add(file + " holds " + secret);
          }
        }
      }
    }
    return this;
  }

  /** Looks through a text, such as an answer of Jaeger's. */
  SecretSearch text(String where, String text, String... secrets) {
    looked++;
    for (String secret : secrets) {
      int at = text.indexOf(secret);
      if (at >= 0) {
        found.add(where + ": " + text.substring(at, Math.min(text.length(), at + 40)));
      }
    }
    return this;
  }

  /** Looks through keys, values and headers of all that the Collector and assembly wrote. */
  SecretSearch topics(String kafka) {
    topic(kafka, Topics.OTLP_SPANS, PlantedSecrets.PLANTED);
    topic(kafka, Topics.OTLP_METRICS, PlantedSecrets.PLANTED);
    topic(kafka, raw(Topics.TRACES), PlantedSecrets.PLANTED);
    topic(kafka, raw(Topics.SERVICE_STATISTICS), PlantedSecrets.PLANTED, PlantedSecrets.SMUGGLED);
    topic(kafka, raw(Topics.EDGE_STATISTICS), PlantedSecrets.PLANTED, PlantedSecrets.SMUGGLED);
    topic(kafka, raw(Topics.LEDGER), PlantedSecrets.PLANTED, PlantedSecrets.SMUGGLED);
    return this;
  }

  /** The places where a secret was found. */
  List<String> found() {
    return List.copyOf(found);
  }

  /** How many files, texts and records were looked through. */
  int looked() {
    return looked;
  }

  private void topic(String kafka, Topic<String, byte[]> topic, String... secrets) {
    TopicReader.forEach(
        kafka,
        topic,
        read -> {
          StringBuilder text = new StringBuilder(String.valueOf(read.key()));
          if (read.value() != null) {
            text.append(new String(read.value(), StandardCharsets.ISO_8859_1));
          }
          read.headers()
              .forEach(
                  header ->
                      text.append(header.key())
                          .append(new String(header.value(), StandardCharsets.ISO_8859_1)));
          text(topic.name() + "@" + read.offset(), text.toString(), secrets);
        });
  }

  /** The topic as it lies there, not as it is read. */
  private static Topic<String, byte[]> raw(Topic<String, ?> topic) {
    return new Topic<>(
        topic.name(), topic.key(), Topics.OTLP_SPANS.value(), topic.partitions(), topic.configs());
  }

  /** In blocks that overlap, so that a large file is not read at once. */
  private static boolean holds(Path file, String secret) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      String end = "";
      while (true) {
        byte[] block = in.readNBytes(BLOCK);
        String text = end + new String(block, StandardCharsets.ISO_8859_1);
        if (text.contains(secret)) {
          return true;
        }
        if (block.length < BLOCK) {
          return false;
        }
        end = text.substring(text.length() - secret.length());
      }
    }
  }
}
