package io.spanline.bench.senders;

import io.spanline.bench.corpus.CorpusStack;
import io.spanline.bench.corpus.Sender;
import io.spanline.settings.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Collector project's own generator of spans, by gRPC and, with errors, by HTTP. */
record Telemetrygen(Workplace workplace, String service) implements Sender {
  private static final String MODULE =
      "github.com/open-telemetry/opentelemetry-collector-contrib/cmd/telemetrygen@v0.155.0";

  @Override
  public void send(CorpusStack stack) throws IOException, InterruptedException {
    Path home = workplace.folder().resolve("telemetrygen");
    Workplace.run(home, Map.of("GOBIN", home.toString()), List.of("go", "install", MODULE));
    Workplace.run(home, Map.of(), command(stack.address(Port.OTLP_GRPC), "--traces", "20"));
    Workplace.run(
        home,
        Map.of(),
        command(
            stack.address(Port.OTLP_HTTP),
            "--otlp-http",
            "--traces",
            "10",
            "--status-code",
            "Error"));
  }

  private List<String> command(String endpoint, String... more) {
    List<String> command = new ArrayList<>(List.of("./telemetrygen", "traces", "--otlp-insecure"));
    command.addAll(List.of("--otlp-endpoint", endpoint, "--service", service));
    command.addAll(List.of("--rate", "0", "--child-spans", "2"));
    command.addAll(List.of(more));
    return command;
  }
}
