package io.spanline.topic;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real broker in the tests' own process, on free ports. */
public final class EmbeddedBroker implements AutoCloseable {
  private final int port;
  private final KafkaRaftServer server;

  private EmbeddedBroker(Path data, int port) throws Exception {
    this.port = port;
    this.server =
        new KafkaRaftServer(
            new KafkaConfig(properties(data, port, freePort()), false), Time.SYSTEM);
    server.startup();
  }

  public static EmbeddedBroker start(Path data) throws Exception {
    format(data);
    return new EmbeddedBroker(data, freePort());
  }

  /** Starts again what was closed, at the address it had, with the topics of its folder. */
  public static EmbeddedBroker startAgain(Path data, EmbeddedBroker closed) throws Exception {
    return new EmbeddedBroker(data, closed.port);
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  public void create(Topic<?, ?>... topics) throws Exception {
    try (Admin admin = admin()) {
      List<NewTopic> wanted =
          List.of(topics).stream()
              .map(
                  topic ->
                      new NewTopic(topic.name(), topic.partitions(), (short) 1)
                          .configs(topic.configs()))
              .toList();
      admin.createTopics(wanted).all().get();
    }
  }

  /** Deletes every record that a topic holds now. */
  public void deleteRecords(Topic<?, ?> topic) throws Exception {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    for (int partition = 0; partition < topic.partitions(); partition++) {
      all.put(new TopicPartition(topic.name(), partition), RecordsToDelete.beforeOffset(-1));
    }
    try (Admin admin = admin()) {
      admin.deleteRecords(all).all().get();
    }
  }

  /** Sets one of a topic's configs. */
  public void set(Topic<?, ?> topic, String config, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    AlterConfigOp change =
        new AlterConfigOp(new ConfigEntry(config, value), AlterConfigOp.OpType.SET);
    try (Admin admin = admin()) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()));
  }

  private static void format(Path data) throws Exception {
    Formatter formatter = new Formatter();
    formatter.setPrintStream(new PrintStream(PrintStream.nullOutputStream()));
    formatter.setNodeId(1);
    formatter.setClusterId(Uuid.randomUuid().toString());
    formatter.addDirectory(data.toString());
    formatter.setMetadataLogDirectory(data.toString());
    formatter.setControllerListenerName("CONTROLLER");
    formatter.setReleaseVersion(MetadataVersion.latestProduction());
    formatter.setIgnoreFormatted(true);
    formatter.run();
  }

  private static Properties properties(Path data, int port, int controller) {
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", "1");
    properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty(
        "listeners",
        "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s".formatted(port, controller));
    properties.setProperty("log.dirs", data.toString());
    properties.setProperty("auto.create.topics.enable", "false");
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "1");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "1");
    properties.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
    return properties;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
