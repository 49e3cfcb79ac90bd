package io.spanline.endtoend;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.broker.BrokerTopics;
import io.spanline.stack.plan.Component;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real broker with the catalogue's topics: Testcontainers' where Docker answers and has the
 * pinned image or pulls it within a minute, else the embedded one in a JVM of its own.
 */
final class TestBroker implements AutoCloseable {
  private final String bootstrap;
  private final Runnable stop;

  private TestBroker(String bootstrap, Runnable stop) {
    this.bootstrap = bootstrap;
    this.stop = stop;
  }

  static TestBroker start(Path folder) throws Exception {
    Catalogue.Broker wanted = Settings.ofThisProcess().value(Catalogue.BROKER);
    return chosen(wanted, DockerImage::isOnThisMachine) == Catalogue.Broker.DOCKER
        ? inDocker()
        : embedded(folder);
  }

  /**
   * Which of the two kinds is taken.
   *
   * @param image whether Docker has the image; asked only where that decides
   */
  static Catalogue.Broker chosen(Catalogue.Broker wanted, BooleanSupplier image) {
    return switch (wanted) {
      case DOCKER, EMBEDDED -> wanted;
      case AUTO -> image.getAsBoolean() ? Catalogue.Broker.DOCKER : Catalogue.Broker.EMBEDDED;
    };
  }

  String bootstrap() {
    return bootstrap;
  }

  int port() {
    return Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
  }

  @Override
  public void close() {
    stop.run();
  }

  private static TestBroker embedded(Path folder) {
    RealStack stack = RealStack.start(folder, Set.of(Component.KAFKA), Map.of());
    return new TestBroker(stack.address(Port.KAFKA), stack::close);
  }

  private static TestBroker inDocker() throws Exception {
    KafkaContainer container =
        new KafkaContainer(DockerImageName.parse(DockerImage.NAME))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withStartupTimeout(Duration.ofSeconds(60));
    container.start();
    String bootstrap = container.getBootstrapServers().replaceFirst("^PLAINTEXT://", "");
    BrokerTopics.create(bootstrap);
    return new TestBroker(bootstrap, container::stop);
  }
}
