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
public final class BrokerTopics {
  private static final short ONE_REPLICA = 1;

  private BrokerTopics() {}

  /** Creates what is missing at the address, leaves the rest as it is, names what it created. */
  public static List<String> create(String address)
      throws ExecutionException, InterruptedException {
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
      return created;
    }
  }

  private static NewTopic newTopic(Topic<?, ?> topic) {
    return new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA).configs(topic.configs());
  }
}
