package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.api.HealthReport.Instance;
import io.spanline.statistics.StatisticsRow;
import io.spanline.streams.rest.NotReadyException;
import io.spanline.streams.rest.Tables;
import io.spanline.topic.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class BaselineReadinessTest {
  private final List<Instance> group = new ArrayList<>();
  private final List<Ledger> ledger = new ArrayList<>();
  private final RestoreProgress progress = new RestoreProgress();
  private Set<Integer> reading = Set.of(0, 1);
  private State state = State.RUNNING;

  private final BaselineReadiness readiness =
      new BaselineReadiness(() -> state, () -> reading, () -> group, progress, new OfTheLedger());

  /** Tables with a ledger only. */
  private final class OfTheLedger implements Tables {
    @Override
    public void statistics(String keyPrefix, Consumer<StatisticsRow> visitor) {
      throw new NotReadyException("not for this test");
    }

    @Override
    public List<Ledger> ledger() {
      return ledger;
    }
  }

  @Test
  void isReadyWhereTwoInstancesShareThePartitions() {
    group.add(new Instance("127.0.0.1:1", List.of(0, 1), true));
    group.add(new Instance("127.0.0.1:2", List.of(2, 3), false));

    assertThat(readiness.missing()).isEmpty();
  }

  @Test
  void isReadyWithoutATaskOfItsOwn() {
    reading = Set.of();
    group.add(new Instance("127.0.0.1:1", List.of(), true));
    group.add(new Instance("127.0.0.1:2", List.of(0, 1, 2, 3), false));

    assertThat(readiness.missing()).isEmpty();
  }

  @Test
  void isNotReadyWhileAPartitionIsNobodys() {
    group.add(new Instance("127.0.0.1:1", List.of(0, 1), true));

    assertThat(readiness.missing())
        .containsExactly("2 of 4 partitions of otlp_spans are read by any instance");
  }

  @Test
  void isNotReadyUntilItReadsWhatIsItsOwn() {
    group.add(new Instance("127.0.0.1:1", List.of(0, 1, 2, 3), true));

    assertThat(readiness.missing())
        .containsExactly("partitions [2, 3] are this instance's and not read yet");
  }

  @Test
  void saysHowFarStateIsReadBack() {
    state = State.REBALANCING;
    group.add(new Instance("127.0.0.1:1", List.of(0, 1), true));
    group.add(new Instance("127.0.0.1:2", List.of(2, 3), false));
    progress.onRestoreStart(new TopicPartition("changelog", 1), "open-traces", 0, 50);

    assertThat(readiness.missing())
        .containsExactly(
            "Kafka Streams is REBALANCING",
            "open-traces of partition 1 is read back: 0 of 50 records");
  }

  @Test
  void warnsOfRecordsThatWereNotKeyedByTraceId() {
    assertThat(readiness.warnings()).isEmpty();

    ledger.add(
        new Ledger(
            0,
            new Ledger.Records(1, 1, 0),
            new Ledger.Spans(1, 1, 0, 0, 0, 0, 0),
            7,
            0,
            Instant.EPOCH,
            null,
            0));

    assertThat(readiness.warnings()).singleElement().asString().startsWith("7 records were not");
  }
}
