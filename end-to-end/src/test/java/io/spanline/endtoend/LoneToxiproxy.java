package io.spanline.endtoend;

import static org.awaitility.Awaitility.await;

import io.spanline.clients.Toxiproxy;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Component;
import io.spanline.stack.process.ProcessMark;
import io.spanline.stack.tool.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** A Toxiproxy of no stack: nobody sweeps it or starts it anew. */
final class LoneToxiproxy implements AutoCloseable {
  private final Process process;
  private final int port;

  LoneToxiproxy() throws IOException {
    Path program =
        RealStack.programs(Settings.ofThisProcess(), Set.of(Component.TOXIPROXY))
            .get(Tool.TOXIPROXY);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    process =
        new ProcessBuilder(
                program.toString(), "-host", "127.0.0.1", "-port", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().until(() -> client().answers());
  }

  int port() {
    return port;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  Toxiproxy client() {
    return new Toxiproxy(address());
  }

  ProcessMark mark() {
    return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
