package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker of the tests, whichever kind this machine gives them. */
@Tag("broker")
class TestBrokerIT {
  @TempDir private Path folder;

  @Test
  void hasTheTopicsOfTheCatalogue() throws Exception {
    try (TestBroker broker = TestBroker.start(folder);
        Admin admin =
            Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()))) {
      List<String> names = Topics.all().stream().map(Topic::name).toList();

      var topics = admin.describeTopics(names).allTopicNames().get();

      for (Topic<?, ?> topic : Topics.all()) {
        assertThat(topics.get(topic.name()).partitions()).hasSize(topic.partitions());
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        topic
            .configs()
            .forEach((name, value) -> assertThat(config.get(name).value()).isEqualTo(value));
      }
    }
  }
}
