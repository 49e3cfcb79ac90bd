package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.api.HealthReport;
import io.spanline.settings.Settings;
import io.spanline.streams.rest.NotReadyException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that waits for its broker is asked all the same. */
class BaselineBeforeStartTest {
  @TempDir private Path folder;
  private KafkaStreams streams;
  private BaselineTables tables;
  private BaselineInstances instances;
  private BaselineHealth health;

  @BeforeEach
  void make() {
    Settings settings =
        Settings.of(Map.of("SPANLINE_STATE_DIR", folder.toString(), "SPANLINE_PORT_KAFKA", "1"));
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("otlp_spans");
    streams = new KafkaStreams(builder.build(), StreamsProperties.of(settings));
    tables = new BaselineTables(streams);
    instances = new BaselineInstances(streams, StreamsProperties.applicationServer(settings));
    health =
        new BaselineHealth(
            "1",
            new BaselineHealth.Watched(
                streams, new ThreadReplacement(() -> Instant.EPOCH, 1), new RestoreProgress()),
            tables,
            instances);
  }

  @AfterEach
  void close() {
    streams.close();
  }

  @Test
  void saysThatItIsNotReadyAndWhy() {
    HealthReport report = health.get();

    assertThat(report.state()).isEqualTo("CREATED");
    assertThat(report.ready()).isFalse();
    assertThat(report.deadLetters()).isNull();
    assertThat(report.missing())
        .containsExactly("Kafka Streams is CREATED", "this instance has no part of the work yet");
    assertThat(health.readiness().warnings()).isEmpty();
  }

  @Test
  void tellsThatTablesAndInstancesCannotBeReadYet() {
    assertThatThrownBy(instances::all).isInstanceOf(NotReadyException.class);
    assertThatThrownBy(tables::ledger).isInstanceOf(NotReadyException.class);
    assertThatThrownBy(() -> tables.statistics("a", row -> {}))
        .isInstanceOf(NotReadyException.class);
  }
}
