package io.spanline.bench.speed;

import io.spanline.bench.tool.GoProgram;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The peer, in the user's folder of tools: a Collector with the parts that it needs. */
public final class PeerProgram {
  private static final String VERSION = "0.155.0";

  private PeerProgram() {}

  /** Builds it with Go unless it is there. */
  public static Path find(Checkout checkout, Settings settings)
      throws IOException, InterruptedException {
    Path list = checkout.file("bench/peer/collector-builder.yaml").toAbsolutePath();
    String builder = "go.opentelemetry.io/collector/cmd/builder@v" + VERSION;
    return new GoProgram(
            "otelcol-peer",
            VERSION,
            "--only without PEER",
            List.of("run", builder, "--config", list.toString()),
            "out/otelcol-peer")
        .find(settings);
  }
}
