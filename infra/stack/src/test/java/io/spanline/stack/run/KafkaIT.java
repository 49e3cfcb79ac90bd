package io.spanline.stack.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.settings.Port;
import io.spanline.stack.StackListener;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.StackPlan.EarlierData;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(value = 90)
class KafkaIT {
  @TempDir private static Path state;
  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = new Stack(TestStacks.plan(state, Component.KAFKA), StackListener.SILENT);
    stack.start();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void hasTheTopicsOfTheCatalogueOnceItIsReady() throws Exception {
    try (Admin admin = admin()) {
      List<String> names = Topics.all().stream().map(topic -> topic.name()).toList();

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

  @Test
  void keepsItsTopicsIfTold() throws Exception {
    String id = idOfTraces();
    stack.close();

    stack = new Stack(stack.plan().with(EarlierData.KEPT), StackListener.SILENT);
    stack.start();
    String kept = idOfTraces();
    stack.close();
    stack = new Stack(stack.plan().with(EarlierData.REMOVED), StackListener.SILENT);
    stack.start();

    assertThat(kept).isEqualTo(id);
    assertThat(idOfTraces()).isNotEqualTo(id);
  }

  private String idOfTraces() throws Exception {
    try (Admin admin = admin()) {
      String name = Topics.TRACES.name();
      return admin
          .describeTopics(List.of(name))
          .allTopicNames()
          .get()
          .get(name)
          .topicId()
          .toString();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", stack.plan().settings().address(Port.KAFKA)));
  }
}
