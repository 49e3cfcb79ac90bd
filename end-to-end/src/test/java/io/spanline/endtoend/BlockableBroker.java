package io.spanline.endtoend;

import io.spanline.harness.process.BrokerProcess;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Ports;
import java.io.IOException;
import java.nio.file.Path;

/** A broker that can be killed, with a way to it on which readers can be blocked. */
final class BlockableBroker implements AutoCloseable {
  private final BrokerProcess process;
  private final Relay relay;
  private final int way;

  /** Starts the broker in a folder of this test. */
  BlockableBroker(Path folder) throws IOException {
    Settings settings = Ports.free(Settings.ofThisProcess());
    process = new BrokerProcess(settings, folder);
    // Ports of parts that do not run here.
    way = settings.port(Port.PROXY_A_TO_B);
    process.listenBehind(settings.port(Port.PROXY_B_TO_C), way);
    relay = new Relay(way, settings.port(Port.PROXY_B_TO_C));
    Runtime.getRuntime().addShutdownHook(new Thread(process::close, "test-broker-kill"));
    process.start();
  }

  BrokerProcess process() {
    return process;
  }

  Relay relay() {
    return relay;
  }

  /** The port of the way that can be blocked. */
  int way() {
    return way;
  }

  /** Host and port past the relay. */
  String bootstrap() {
    return process.bootstrap();
  }

  @Override
  public void close() {
    process.close();
    relay.close();
  }
}
