package io.spanline.streams;

import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the broker has each topic that this program uses as the catalogue says; what is
 * wrong with one would show only much later, and worse. Waits for a broker that is not there yet.
 */
final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final List<Topic<?, ?>> OWN =
      Topics.all().stream()
          .filter(topic -> !List.of(Topics.OTLP_METRICS, Topics.TOXICS).contains(topic))
          .toList();

  private final Settings settings;

  TopicCheck(Settings settings) {
    this.settings = settings;
  }

  /**
   * Returns once the topics were found as they should be, or once it is told to stop.
   *
   * @throws StartRefusal naming every topic that is missing or different
   */
  void run(BooleanSupplier stopped) throws InterruptedException {
    try (Admin admin = Admin.create(configuration())) {
      while (!stopped.getAsBoolean()) {
        try {
          refuseProblems(problems(admin));
          return;
        } catch (ExecutionException e) {
          LOG.atWarn()
              .addKeyValue("broker", settings.address(Port.KAFKA))
              .addKeyValue("cause", String.valueOf(e.getCause()))
              .log("waiting for the broker");
          // A broker that refuses at once must not be asked at once.
          TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
      }
    }
  }

  private Map<String, Object> configuration() {
    int patience = Math.toIntExact(PATIENCE.toMillis());
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        settings.address(Port.KAFKA),
        AdminClientConfig.CLIENT_ID_CONFIG,
        "streams-baseline-topic-check",
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        patience,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        patience);
  }

  private List<String> problems(Admin admin) throws ExecutionException, InterruptedException {
    List<String> names = OWN.stream().map(Topic::name).toList();
    Map<String, KafkaFuture<TopicDescription>> found =
        admin.describeTopics(names).topicNameValues();
    List<String> problems = new ArrayList<>();
    List<Topic<?, ?>> there = new ArrayList<>();
    for (Topic<?, ?> topic : OWN) {
      KafkaFuture<TopicDescription> description = found.get(topic.name());
      int partitions = description == null ? 0 : partitions(description);
      if (partitions == 0) {
        problems.add("topic %s is missing on %s".formatted(topic.name(), address()));
        continue;
      }
      there.add(topic);
      if (partitions != topic.partitions()) {
        problems.add(
            "topic %s on %s must have %d partitions, has %d"
                .formatted(topic.name(), address(), topic.partitions(), partitions));
      }
    }
    problems.addAll(wrongConfigs(admin, there));
    return problems;
  }

  private List<String> wrongConfigs(Admin admin, List<Topic<?, ?>> topics)
      throws ExecutionException, InterruptedException {
    Map<ConfigResource, KafkaFuture<Config>> found =
        admin.describeConfigs(topics.stream().map(TopicCheck::resource).toList()).values();
    List<String> problems = new ArrayList<>();
    for (Topic<?, ?> topic : topics) {
      Map<String, String> configs = new HashMap<>();
      for (ConfigEntry entry : Objects.requireNonNull(found.get(resource(topic))).get().entries()) {
        configs.put(entry.name(), entry.value());
      }
      problems.addAll(new TopicConfigs(topic, address()).problems(configs));
      if (topic.equals(Topics.OTLP_SPANS)) {
        String retention = configs.getOrDefault("retention.ms", "-1");
        problems.addAll(InputRetention.of(settings).problems(retention, address()));
      }
    }
    return problems;
  }

  private static ConfigResource resource(Topic<?, ?> topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static int partitions(KafkaFuture<TopicDescription> description)
      throws ExecutionException, InterruptedException {
    try {
      return description.get().partitions().size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof InvalidTopicException) {
        return 0;
      }
      throw e;
    }
  }

  private static void refuseProblems(List<String> problems) {
    if (!problems.isEmpty()) {
      List<String> all = new ArrayList<>(problems);
      all.add("./spanline up creates missing topics");
      throw new StartRefusal(all);
    }
  }

  private String address() {
    return settings.address(Port.KAFKA);
  }
}
