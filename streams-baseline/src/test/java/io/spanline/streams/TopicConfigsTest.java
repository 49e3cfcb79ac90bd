package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "traces             | max.message.bytes | 1048588        | max.message.bytes=",
        "traces             | max.message.bytes | 99999999       | ''",
        "traces             | retention.ms      | 1              | ''",
        "service-statistics | cleanup.policy    | delete,compact | ''",
        "service-statistics | cleanup.policy    | delete | cleanup.policy=[compact,delete]"
      })
  void refusesSmallerRecordsAndAnotherCleanup(
      String name, String config, String value, String problem) {
    Topic<?, ?> topic = topic(name);

    List<String> problems = new TopicConfigs(topic, BROKER).problems(changed(topic, config, value));

    assertThat(problems).hasSize(problem.isEmpty() ? 0 : 1);
    assertThat(String.join("", problems)).contains(problem);
  }

  private static Topic<?, ?> topic(String name) {
    return Topics.all().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
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

  private static Map<String, String> changed(Topic<?, ?> topic, String name, String value) {
    Map<String, String> configs = new HashMap<>(topic.configs());
    configs.put(name, value);
    return configs;
  }
}
