package io.spanline.cli.stack;

import io.spanline.cli.invocation.Invocation;
import io.spanline.settings.Port;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Table;
import io.spanline.topic.Json;
import io.spanline.traffic.Mix;
import io.spanline.traffic.RequestKind;
import io.spanline.traffic.SentRequest;
import io.spanline.traffic.Traffic;
import io.spanline.traffic.TrafficPlan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline traffic}. */
@Command(
    name = "traffic",
    description = {
      "Send requests to the running stack's shop, by its service-a, at a steady rate.",
      "Kinds: catalog, product, order, home, place-order, failure-a, failure-b, failure-c. A"
          + " failure is a 5xx that the request asks for.",
      "",
      "Example: ./spanline traffic --count 500 --rate 50 --mix order=3,home=1"
    },
    mixinStandardHelpOptions = true)
public final class TrafficCommand implements Callable<Integer> {
  @Option(
      names = "--count",
      defaultValue = "300",
      description = "requests to send (default: ${DEFAULT-VALUE})")
  private int count;

  @Option(
      names = "--rate",
      defaultValue = "40",
      description = "requests a second (default: ${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--mix",
      paramLabel = "KIND=WEIGHT,…",
      description = "how often each kind comes (default: all kinds, 10 %% failures)")
  private @Nullable String mix;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "equal seeds send equal requests (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--sent",
      paramLabel = "FILE",
      description = "write the requests sent to FILE, one JSON object per line")
  private @Nullable Path sentFile;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    TrafficPlan plan = plan();
    String target = "http://" + invocation.shop().address(Port.SERVICE_A);
    // Opened before anything is sent: a wrong path is said at once and costs no traffic.
    BufferedWriter sentLines = sentFile == null ? null : open(sentFile);
    List<SentRequest> sent;
    try (Screen.Bar bar = screen.bar("requests", plan.count(), "requests")) {
      sent = new Traffic(URI.create(target)).run(plan, request -> bar.step());
    }
    if (sentLines != null) {
      write(sent, sentLines);
    }
    long unexpected = sent.stream().filter(request -> !request.isAsExpected()).count();
    report(screen, sent, unexpected);
    return unexpected == 0 ? 0 : 1;
  }

  private TrafficPlan plan() {
    try {
      return new TrafficPlan(count, rate, mix == null ? Mix.ALL_KINDS : Mix.parse(mix), seed);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  private static void report(Screen screen, List<SentRequest> sent, long unexpected) {
    Table table = new Table("kind", "sent", "as asked");
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (RequestKind kind : RequestKind.values()) {
      List<SentRequest> ofKind = sent.stream().filter(request -> request.kind() == kind).toList();
      if (!ofKind.isEmpty()) {
        long asAsked = ofKind.stream().filter(SentRequest::isAsExpected).count();
        table.row(kind.word(), ofKind.size(), asAsked);
        kinds.put(kind.word(), Map.of("sent", ofKind.size(), "asAsked", asAsked));
      }
    }
    table.lines().forEach(screen::result);
    if (unexpected > 0) {
      screen.warn("spanline: %d requests were not answered as asked".formatted(unexpected));
    }
    screen.json(Map.of("sent", sent.size(), "unexpected", unexpected, "kinds", kinds));
  }

  private static BufferedWriter open(Path file) {
    try {
      return Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw Complaint.refused("--sent %s cannot be written: %s".formatted(file, e));
    }
  }

  private static void write(List<SentRequest> sent, BufferedWriter lines) throws IOException {
    try (lines) {
      for (SentRequest request : sent) {
        lines.write(Json.MAPPER.writeValueAsString(request));
        lines.newLine();
      }
    }
  }
}
