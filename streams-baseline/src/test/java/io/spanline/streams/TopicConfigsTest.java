package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicConfigsTest {
  private static final String BROKER = "127.0.0.1:9092";

  @Test
  void findsNoProblemInTheCatalogueItself() {
    for (Topic<?, ?> topic : Topics.all()) {
      assertThat(new TopicConfigs(topic, BROKER).problems(topic.configs())).isEmpty();
    }
  }

  @Test
  void refusesSpansThatTheirSendersStampAndSaysHowToMendIt() {
    Map<String, String> actual = changed(Topics.OTLP_SPANS, "message.timestamp.type", "CreateTime");

    assertThat(new TopicConfigs(Topics.OTLP_SPANS, BROKER).problems(actual))
        .containsExactly(
            "topic otlp_spans on 127.0.0.1:9092 must have message.timestamp.type=LogAppendTime,"
                + " has CreateTime; mend it: kafka-configs.sh --bootstrap-server 127.0.0.1:9092"
                + " --alter --entity-type topics --entity-name otlp_spans"
                + " --add-config message.timestamp.type=LogAppendTime");
  }

  @Test
  void refusesATopicThatTakesOnlySmallerRecords() {
    Map<String, String> smaller = changed(Topics.TRACES, "max.message.bytes", "1048588");
    Map<String, String> larger = changed(Topics.TRACES, "max.message.bytes", "99999999");

    assertThat(new TopicConfigs(Topics.TRACES, BROKER).problems(smaller)).hasSize(1);
    assertThat(new TopicConfigs(Topics.TRACES, BROKER).problems(larger)).isEmpty();
  }

  @Test
  void readsTheCleanupPolicyAsASet() {
    Topic<?, ?> topic = Topics.SERVICE_STATISTICS;
    Map<String, String> turned = changed(topic, "cleanup.policy", "delete,compact");
    Map<String, String> wrong = changed(topic, "cleanup.policy", "delete");

    assertThat(new TopicConfigs(topic, BROKER).problems(turned)).isEmpty();
    assertThat(new TopicConfigs(topic, BROKER).problems(wrong))
        .singleElement()
        .asString()
        .contains("cleanup.policy=[compact,delete]");
  }

  @Test
  void refusesACompressionThatTheCatalogueDoesNotAskFor() {
    Topic<?, ?> catalogued = Topics.OTLP_SPANS;
    Topic<?, ?> topic =
        new Topic<>(
            catalogued.name(),
            catalogued.key(),
            catalogued.value(),
            catalogued.partitions(),
            Map.of("compression.type", "uncompressed"));

    assertThat(new TopicConfigs(topic, BROKER).problems(Map.of("compression.type", "producer")))
        .singleElement()
        .asString()
        .contains("must have compression.type=uncompressed, has producer");
  }

  @Test
  void leavesTheRetentionToTheOperator() {
    Map<String, String> actual = changed(Topics.TRACES, "retention.ms", "1");

    assertThat(new TopicConfigs(Topics.TRACES, BROKER).problems(actual)).isEmpty();
  }

  private static Map<String, String> changed(Topic<?, ?> topic, String name, String value) {
    Map<String, String> configs = new HashMap<>(topic.configs());
    configs.put(name, value);
    return configs;
  }
}
