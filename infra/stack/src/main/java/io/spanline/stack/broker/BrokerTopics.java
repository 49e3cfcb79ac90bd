package io.spanline.stack.broker;

import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue's topics on one broker; a program of its own on that of Docker Compose. */
public final class BrokerTopics {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerTopics.class);
  private static final short ONE_REPLICA = 1;
  private static final Duration TRY_AGAIN = Duration.ofMillis(50);
  private static final int MOST_TRIES = 600;

  private BrokerTopics() {}

  /** Makes the missing topics; fails if no broker answers for a minute. */
  public static void main(String[] args) throws ExecutionException, InterruptedException {
    create(Settings.ofThisProcess().address(Port.KAFKA));
  }

  /** Creates what is missing at the address, and leaves the rest as it is. */
  public static void create(String address) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address))) {
      List<NewTopic> wanted = Topics.all().stream().map(BrokerTopics::newTopic).toList();
      List<String> created = new ArrayList<>();
      for (Map.Entry<String, KafkaFuture<Void>> answer :
          admin.createTopics(wanted).values().entrySet()) {
        try {
          answer.getValue().get();
          created.add(answer.getKey());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
      LOG.info("created the topics that were missing on {}: {}", address, created);
      awaitLeaders(admin);
    }
  }

  /**
   * Waits until the broker leads each partition: of an idempotent producer that comes earlier it
   * may refuse the first batch and take the second, and the first then never gets in.
   */
  private static void awaitLeaders(Admin admin) throws ExecutionException, InterruptedException {
    List<String> names = Topics.all().stream().map(Topic::name).toList();
    for (int tries = 1; true; tries++) {
      try {
        admin.describeTopics(names).allTopicNames().get();
        break;
      } catch (ExecutionException e) {
        // A topic is made before the broker that made it knows of it.
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || tries == MOST_TRIES) {
          throw e;
        }
        Thread.sleep(TRY_AGAIN.toMillis());
      }
    }
    admin.listOffsets(ends()).all().get();
  }

  private static Map<TopicPartition, OffsetSpec> ends() {
    return Topics.all().stream()
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions())
                    .mapToObj(n -> new TopicPartition(topic.name(), n)))
        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
  }

  private static NewTopic newTopic(Topic<?, ?> topic) {
    return new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA).configs(topic.configs());
  }
}
