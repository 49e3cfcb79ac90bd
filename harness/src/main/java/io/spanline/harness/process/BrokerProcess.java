package io.spanline.harness.process;

import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.broker.KafkaBroker;
import io.spanline.stack.plan.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The embedded broker in a JVM of its own; started again, it has its data and its ports. */
public final class BrokerProcess extends OwnProcess {
  private static final Duration START = Duration.ofSeconds(60);

  private final Path data;
  private final Path readyFile;
  private final List<String> proxied = new ArrayList<>();

  /**
   * Makes a broker; {@link #start} starts it.
   *
   * @param settings say its ports
   * @param folder for its data and log
   */
  public BrokerProcess(Settings settings, Path folder) {
    super("kafka", settings, folder, folder);
    this.data = folder.resolve("kafka");
    this.readyFile = folder.resolve("kafka.ready");
  }

  /** Before the start: listens on one more port, whose visitors go on by way of a proxy's. */
  public void listenBehind(int port, int proxyPort) {
    proxied.addAll(List.of(String.valueOf(port), String.valueOf(proxyPort)));
  }

  /** Starts it; returns once every topic is there. */
  public void start() throws IOException {
    Files.deleteIfExists(readyFile);
    List<String> arguments = new ArrayList<>(List.of(data.toString(), readyFile.toString()));
    arguments.addAll(proxied);
    launch(
        new JavaProgram(
            KafkaBroker.class.getName(),
            JavaProgram.ownClassPath(),
            List.of("-Xmx384m", "-Dlogback.configurationFile=kafka-broker-logback.xml"),
            arguments));
    awaitReady(START, () -> Files.exists(readyFile));
  }

  /** Host and port, past any proxy. */
  public String bootstrap() {
    return settings().address(Port.KAFKA);
  }
}
