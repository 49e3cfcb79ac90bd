package io.spanline.bench.speed;

import io.spanline.bench.load.Filler.Filled;
import io.spanline.bench.load.FillerProcess;
import io.spanline.bench.load.Source;
import io.spanline.harness.process.BrokerProcess;
import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.broker.BrokerTopics;
import io.spanline.stack.plan.Ports;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A broker whose topic of spans holds a source, for one contestant after another. Closing stops all
 * that runs in it, in whichever thread.
 */
final class SpeedScene implements AutoCloseable {
  private static final long SEED = 7;
  private static final Duration KEPT = Duration.ofMinutes(3);
  private static final String SEGMENT = String.valueOf(64 << 20);

  private final Checkout checkout;
  private final Source source;
  private final Path folder;
  private final Settings settings;
  private final BrokerProcess broker;
  private final FillerProcess filler;
  private final List<OwnProcess> processes = new ArrayList<>();
  private int runs;

  /**
   * Makes a scene in which nothing runs.
   *
   * @param folder of its own, for all that is written
   */
  SpeedScene(Checkout checkout, Source source, Path folder) {
    this.checkout = checkout;
    this.source = source;
    this.folder = folder;
    this.settings = Ports.free(Settings.of(Map.of()));
    this.broker = new BrokerProcess(settings, folder);
    this.filler = new FillerProcess(checkout, folder);
  }

  /** Starts the broker and fills its topic. */
  Filled begin() throws IOException {
    start();
    return filler.fill(bootstrap(), source, SEED);
  }

  /** Starts the broker, with an empty topic. */
  void start() throws IOException {
    Files.createDirectories(folder);
    broker.start();
  }

  /** Begins to send the source of spans. */
  FillerProcess beginFilling() throws IOException {
    filler.begin(bootstrap(), source, SEED);
    return filler;
  }

  Checkout checkout() {
    return checkout;
  }

  Source source() {
    return source;
  }

  Settings settings() {
    return settings;
  }

  /** Where the broker keeps its topics. */
  Path topics() {
    return folder.resolve("kafka");
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  /**
   * Removes all that a group of Kafka Streams has written and where it had come to, so that it
   * starts anew; none of it may run.
   */
  void forgetOutput(String group) {
    // A static member stays in its group until its session is over.
    asked(
        admin ->
            admin
                .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                .all());
    asked(admin -> admin.deleteConsumerGroups(List.of(group)).all());
    Set<String> written = new HashSet<>(asked(admin -> admin.listTopics().names()));
    written.remove(Topics.OTLP_SPANS.name());
    asked(admin -> admin.deleteTopics(written).all());
    try {
      BrokerTopics.create(bootstrap());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Has the topics of spans and traces keep no more than a run that is never late needs. */
  void keepBriefly() {
    List<AlterConfigOp> kept =
        List.of(
            new AlterConfigOp(
                new ConfigEntry("retention.ms", String.valueOf(KEPT.toMillis())), OpType.SET),
            new AlterConfigOp(new ConfigEntry("segment.bytes", SEGMENT), OpType.SET));
    asked(
        admin ->
            admin
                .incrementalAlterConfigs(
                    Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, Topics.OTLP_SPANS.name()),
                            kept,
                        new ConfigResource(ConfigResource.Type.TOPIC, Topics.TRACES.name()), kept))
                .all());
  }

  /** What all changelogs of a group of Kafka Streams take on the disk. */
  long changelogBytes(String group) {
    return bytes(topic -> topic.startsWith(group) && topic.endsWith("-changelog"));
  }

  /** What all topics but that of the spans, and the broker's own, take on the disk. */
  long writtenBytes() {
    return bytes(topic -> !topic.equals(Topics.OTLP_SPANS.name()) && !topic.startsWith("__"));
  }

  double brokerCpuSeconds() {
    return broker.cpuSeconds();
  }

  private long bytes(Predicate<String> topics) {
    return asked(admin -> admin.describeLogDirs(List.of(1)).allDescriptions()).values().stream()
        .flatMap(folders -> folders.values().stream())
        .flatMap(one -> one.replicaInfos().entrySet().stream())
        .filter(each -> topics.test(each.getKey().topic()))
        .mapToLong(each -> each.getValue().size())
        .sum();
  }

  /** A new folder for one contestant. */
  Path newFolder() throws IOException {
    runs++;
    return Files.createDirectories(folder.resolve("run-" + runs));
  }

  /** Has a process end with the scene at the latest. */
  synchronized <P extends OwnProcess> P with(P process) {
    processes.add(process);
    return process;
  }

  private <T> T asked(Function<Admin, KafkaFuture<T>> question) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      return question.apply(admin).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() {
    processes.forEach(OwnProcess::close);
    filler.close();
    broker.close();
  }
}
