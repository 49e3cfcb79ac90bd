package io.spanline.experiments.toxic;

import static io.spanline.experiments.toxic.ToxicChanges.inTopic;
import static io.spanline.experiments.toxic.ToxicChanges.on;
import static io.spanline.experiments.toxic.ToxicChanges.toxic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.clients.ClientException;
import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.Json;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(60)
class TopicJournalIT {
  private static final String NOBODY = "127.0.0.1:1";

  @TempDir private Path data;
  @TempDir private Path state;
  private final List<String> warnings = new ArrayList<>();
  private EmbeddedBroker broker;
  private Path waiting;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(data);
    waiting = state.resolve("state/toxics-waiting.ndjson");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void writesWhatItIsTold() throws Exception {
    broker.create(Topics.TOXICS);
    try (TopicJournal journal = journal(broker.address())) {
      journal.mustBeReady();
      journal.write(on(1));
      journal.write(on(2));
    }

    assertThat(inTopic(broker.address())).containsExactly(toxic(1), toxic(2));
    assertThat(waiting).doesNotExist();
    assertThat(warnings).isEmpty();
  }

  @Test
  void isNotReadyWithoutKafkaOrItsTopicAndSaysSoSoon() {
    long before = System.nanoTime();

    assertThatThrownBy(() -> journal(NOBODY).mustBeReady())
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("Kafka does not answer at " + NOBODY);
    assertThatThrownBy(() -> journal(broker.address()).mustBeReady())
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("has no topic toxics");

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void whatKafkaDidNotTakeWaitsForTheNextVerbAndGoesFirst() throws Exception {
    broker.create(Topics.TOXICS);
    try (TopicJournal away = journal(NOBODY)) {
      away.write(on(1));
      away.write(on(2));
    }
    assertThat(Files.readAllLines(waiting)).hasSize(2);
    assertThat(warnings)
        .hasSize(2)
        .allMatch(words -> words.contains("waits in " + waiting))
        .allMatch(words -> words.contains("Kafka does not answer at " + NOBODY));

    try (TopicJournal back = journal(broker.address())) {
      back.write(on(3));
    }

    assertThat(inTopic(broker.address())).containsExactly(toxic(1), toxic(2), toxic(3));
    assertThat(waiting).doesNotExist();
  }

  @Test
  void waitsOnceForAKafkaThatIsAway() throws Exception {
    long before = System.nanoTime();
    try (TopicJournal away = journal(NOBODY)) {
      for (int number = 1; number <= 5; number++) {
        away.write(on(number));
      }
    }

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    assertThat(Files.readAllLines(waiting)).hasSize(5);
  }

  @Test
  void goesOnWithABrokerThatWasAwayForAWhile() throws Exception {
    broker.create(Topics.TOXICS);
    try (TopicJournal journal = journal(broker.address())) {
      journal.write(on(1));
      broker.close();
      journal.write(on(2));
      assertThat(waiting).exists();

      broker = EmbeddedBroker.startAgain(data, broker);
      journal.mustBeReady();

      assertThat(waiting).doesNotExist();
      assertThat(inTopic(broker.address())).contains(toxic(1), toxic(2));
    }
  }

  @Test
  void putsHalfALineAsideAndGoesOn() throws Exception {
    broker.create(Topics.TOXICS);
    Files.createDirectories(waiting.getParent());
    String half = new String(Json.write(on(1)), StandardCharsets.UTF_8).substring(0, 40);
    Files.writeString(waiting, half);
    new WaitingChanges(waiting, warnings::add).keep(on(2));
    Files.writeString(waiting, "{\"proxy\":\"b-to-c\"}", StandardOpenOption.APPEND);

    try (TopicJournal journal = journal(broker.address())) {
      journal.mustBeReady();
    }

    assertThat(inTopic(broker.address())).containsExactly(toxic(2));
    assertThat(Files.readAllLines(state.resolve("state/toxics-waiting.ndjson.broken")))
        .containsExactly(half, "{\"proxy\":\"b-to-c\"}");
    assertThat(warnings).hasSize(2).allMatch(words -> words.contains("is no record"));
  }

  @Test
  void saysTheRecordItselfIfItCanBeKeptNowhere() throws Exception {
    Files.writeString(state.resolve("state"), "a file where the folder should be");
    try (TopicJournal journal = journal(NOBODY)) {
      journal.write(on(1));
    }

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("kept nowhere", "\"toxic\":\"" + toxic(1) + "\"");
  }

  @Test
  void aFullDiskTakesWholeLinesOrNone() throws Exception {
    // A file may have 1 KiB in there: two of these lines and a half.
    Process process = start("ulimit -f 1; ", "keep", "1", "6");
    assertThat(process.waitFor()).isZero();

    assertThat(Files.readAllLines(waiting)).hasSizeBetween(1, 5);
    assertThat(Files.readString(waiting)).endsWith("}\n");
    broker.create(Topics.TOXICS);
    try (TopicJournal journal = journal(broker.address())) {
      journal.mustBeReady();
    }
    assertThat(inTopic(broker.address())).first().isEqualTo(toxic(1));
    assertThat(warnings).isEmpty();
  }

  @Test
  void keepsWhatIsWrittenInSpiteOfAnInterrupt() throws Exception {
    broker.create(Topics.TOXICS);
    Thread writer =
        new Thread(
            () -> {
              try (TopicJournal away = journal(NOBODY)) {
                away.write(on(1));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                away.write(on(2));
              }
            });
    writer.start();
    writer.join(1_000);
    writer.interrupt();
    writer.join();

    assertThat(Files.readAllLines(waiting)).hasSize(2);
    assertThat(warnings).hasSize(2).allMatch(words -> words.contains("waits in " + waiting));
  }

  @Test
  void severalProcessesLoseNoLineAndDoubleNone() throws Exception {
    broker.create(Topics.TOXICS);
    List<Process> writers =
        List.of(start("", broker.address(), "1", "60"), start("", broker.address(), "101", "160"));
    for (Process writer : writers) {
      assertThat(writer.waitFor(100, TimeUnit.SECONDS)).isTrue();
      assertThat(writer.exitValue()).isZero();
    }

    try (ToxicTopic topic = WaitingWriter.patient(broker.address())) {
      WaitingWriter.patient(waiting).deliver(topic::write);
    }

    List<String> all = inTopic(broker.address());
    for (int first : List.of(1, 101)) {
      List<String> wanted =
          IntStream.range(first, first + 60).mapToObj(ToxicChanges::toxic).toList();
      assertThat(all).containsSubsequence(wanted);
    }
    assertThat(all).hasSize(120);
  }

  private TopicJournal journal(String kafka) {
    return new TopicJournal(kafka, waiting, warnings::add);
  }

  private Process start(String before, String kafka, String first, String last) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "bash",
            "-c",
            before + "exec \"$@\"",
            "writer",
            java,
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            WaitingWriter.class.getName(),
            waiting.toString(),
            kafka,
            first,
            last)
        .redirectErrorStream(true)
        .redirectOutput(state.resolve("writer-" + first).toFile())
        .start();
  }
}
