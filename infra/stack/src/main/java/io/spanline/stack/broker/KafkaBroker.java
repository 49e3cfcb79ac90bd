package io.spanline.stack.broker;

import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Kafka broker and its controller in one process, on loopback, with every topic made. */
public final class KafkaBroker {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);
  private static final int NODE = 1;

  /** Any id will do, as long as kept data has the same. */
  private static final Uuid CLUSTER = new Uuid(0x7370616e6c696e65L, NODE);

  private KafkaBroker() {}

  /**
   * Runs until it is stopped.
   *
   * @param args the folder of the data, formatted if it is new; the file to write once all topics
   *     exist; optionally a port to listen on behind a proxy, and the port of that proxy
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2 && args.length != 4) {
      throw new IllegalArgumentException(
          "usage: KafkaBroker DATA_FOLDER READY_FILE [PROXIED_PORT PROXY_PORT]");
    }
    try {
      Settings settings = Settings.ofThisProcess();
      Properties properties = properties(settings, Files.createDirectories(Path.of(args[0])));
      if (args.length == 4) {
        addProxied(properties, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      }
      run(settings, properties, Path.of(args[1]));
    } catch (Exception e) {
      LOG.atError().setCause(e).log("the broker could not start");
      // Halts: the broker's own threads are not daemons and would keep a half-started process
      // alive.
      Runtime.getRuntime().halt(1);
    }
  }

  private static void run(Settings settings, Properties properties, Path ready) throws Exception {
    format(properties.getProperty("log.dirs"));
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
    server.startup();
    BrokerTopics.create(settings.address(Port.KAFKA));
    Files.writeString(ready, String.valueOf(ProcessHandle.current().pid()));
    LOG.atInfo().addKeyValue("address", settings.address(Port.KAFKA)).log("the broker is ready");
    server.awaitShutdown();
  }

  private static void format(String data) throws Exception {
    Formatter formatter = new Formatter();
    formatter.setPrintStream(new PrintStream(PrintStream.nullOutputStream()));
    formatter.setNodeId(NODE);
    formatter.setClusterId(CLUSTER.toString());
    formatter.addDirectory(data);
    formatter.setMetadataLogDirectory(data);
    formatter.setControllerListenerName("CONTROLLER");
    formatter.setReleaseVersion(MetadataVersion.latestProduction());
    formatter.setIgnoreFormatted(true);
    formatter.run();
  }

  /** Adds a listener whose clients are sent on to the port of a proxy in front of it. */
  private static void addProxied(Properties properties, int port, int proxyPort) {
    String listeners = properties.getProperty("listeners");
    properties.setProperty("listeners", listeners + ",PROXIED://127.0.0.1:" + port);
    properties.setProperty(
        "advertised.listeners",
        "%s,PROXIED://127.0.0.1:%d".formatted(listeners.split(",", 2)[0], proxyPort));
    properties.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT");
  }

  public static Properties properties(Settings settings, Path data) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", String.valueOf(NODE));
    properties.setProperty(
        "controller.quorum.voters", NODE + "@" + settings.address(Port.KAFKA_CONTROLLER));
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty(
        "listeners",
        "PLAINTEXT://%s,CONTROLLER://%s"
            .formatted(settings.address(Port.KAFKA), settings.address(Port.KAFKA_CONTROLLER)));
    properties.setProperty("log.dirs", data.toRealPath().toString());
    // Only the catalogue makes topics: a misspelt name must fail.
    properties.setProperty("auto.create.topics.enable", "false");
    // One broker: nothing can be replicated, and few partitions start and load faster than 50.
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "2");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "2");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
    // A lone member needs no 3 s wait for others to join.
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    // 128 MiB by default, for a cleaner that has megabytes to clean here.
    properties.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
    // Every 5 min by default: what is due to go would stay for long where it is kept for minutes.
    properties.setProperty("log.retention.check.interval.ms", "60000");
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("num.recovery.threads.per.data.dir", "2");
    properties.setProperty("background.threads", "2");
    return properties;
  }
}
