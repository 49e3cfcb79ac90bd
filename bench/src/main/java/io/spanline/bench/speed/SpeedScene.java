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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;

/**
 * A broker whose topic of spans holds a source, for one contestant after another. Closing stops all
 * that runs in it, in whichever thread.
 */
final class SpeedScene implements AutoCloseable {
  private static final long SEED = 7;

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
    Files.createDirectories(folder);
    broker.start();
    return filler.fill(bootstrap(), source, SEED);
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

  String bootstrap() {
    return broker.bootstrap();
  }

  /**
   * Removes all that a group of Kafka Streams has written and where it had come to, so that it
   * starts anew; none of it may run.
   */
  void forgetOutput(String group) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      // A static member stays in its group until its session is over.
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
      admin.deleteConsumerGroups(List.of(group)).all().get();
      List<String> written =
          admin.listTopics().names().get().stream()
              .filter(name -> !name.equals(Topics.OTLP_SPANS.name()))
              .toList();
      admin.deleteTopics(written).all().get();
      BrokerTopics.create(bootstrap());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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

  @Override
  public synchronized void close() {
    processes.forEach(OwnProcess::close);
    filler.close();
    broker.close();
  }
}
