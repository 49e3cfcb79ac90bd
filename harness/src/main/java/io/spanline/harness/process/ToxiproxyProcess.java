package io.spanline.harness.process;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Toxiproxy with one proxy, in front of the broker. */
public final class ToxiproxyProcess extends OwnProcess {
  private static final Duration START = Duration.ofSeconds(20);
  private static final String PROXY = "broker";

  private final Path program;
  private final Toxiproxy client;

  /**
   * Makes one that {@link #start} starts.
   *
   * @param program the server
   * @param settings say the port of its API
   * @param folder for its log
   */
  public ToxiproxyProcess(Path program, Settings settings, Path folder) {
    super("toxiproxy", settings, folder, folder);
    this.program = program;
    this.client = new Toxiproxy(settings.address(Port.TOXIPROXY));
  }

  /** Starts it with a proxy between two ports of 127.0.0.1. */
  public void start(int listen, int upstream) throws IOException {
    String port = String.valueOf(settings().port(Port.TOXIPROXY));
    launch(List.of(program.toString(), "-host", "127.0.0.1", "-port", port), Map.of());
    awaitReady(START, client::answers);
    client.create(
        new Toxiproxy.Proxy(
            PROXY, "127.0.0.1:" + listen, "127.0.0.1:" + upstream, true, List.of()));
  }

  /** Puts a toxic on the proxy, for every connection. */
  public void add(Toxic toxic) {
    client.add(PROXY, toxic);
  }

  public void remove(Toxic toxic) {
    client.remove(PROXY, toxic);
  }
}
