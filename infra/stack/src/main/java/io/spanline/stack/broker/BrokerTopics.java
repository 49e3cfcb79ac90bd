package io.spanline.stack.broker;

import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** The catalogue's topics on one broker. */
public final class BrokerTopics implements AutoCloseable {
  private static final short ONE_REPLICA = 1;

  private final Admin admin;

  public BrokerTopics(String address) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address));
  }

  /**
   * Creates what is missing and leaves the rest as it is.
   *
   * @return the names of the topics that were created
   */
  public List<String> create() throws ExecutionException, InterruptedException {
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
    return created;
  }

  private static NewTopic newTopic(Topic<?, ?> topic) {
    return new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA).configs(topic.configs());
  }

  @Override
  public void close() {
    admin.close();
  }
}
