package io.spanline.cli.capture;

import io.spanline.captures.CaptureId;
import io.spanline.captures.folder.ManifestFile;
import io.spanline.captures.line.IntactLines;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.cli.invocation.Invocation;
import io.spanline.clients.CaptureSender;
import io.spanline.clients.ClientException;
import io.spanline.settings.Port;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spanline captures}. */
@Command(
    name = "captures",
    description = "List the captures on disk, or send one to an OTLP receiver.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = {CapturesCommand.ListThem.class, CapturesCommand.Send.class})
public final class CapturesCommand {
  private CapturesCommand() {}

  /** {@code spanline captures list}. */
  @Command(
      name = "list",
      description = {
        "List the captures on disk that have a manifest. Needs no stack.",
        "",
        "Example: ./spanline captures list"
      },
      mixinStandardHelpOptions = true)
  static final class ListThem implements Callable<Integer> {
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
      Invocation invocation = Invocation.ofThisProcess();
      Screen screen = output.screen();
      CaptureFolder folder = invocation.captures();
      List<ManifestFile.Listed<CaptureId, Manifest>> captures = folder.list();
      if (captures.isEmpty()) {
        screen.result(
            "no captures in %s; take one: ./spanline snapshot --last 60"
                .formatted(folder.captures()));
      } else {
        table(captures).lines().forEach(screen::result);
      }
      List<ManifestFile.Listed<CaptureId, Manifest>> broken =
          captures.stream().filter(one -> one.manifest().isEmpty()).toList();
      broken.forEach(one -> screen.warn("spanline: " + one.problem()));
      screen.json(Map.of("captures", captures.stream().map(ListThem::json).toList()));
      return broken.isEmpty() ? 0 : 1;
    }

    private static Table table(List<ManifestFile.Listed<CaptureId, Manifest>> captures) {
      Table table =
          new Table("capture", "from (UTC)", "seconds", "traces", "MB", "whole", "baseline");
      for (ManifestFile.Listed<CaptureId, Manifest> listed : captures) {
        Manifest of = listed.manifest().orElse(null);
        if (of == null) {
          table.row(listed.id(), "damaged", "", "", "", "", "");
        } else {
          table.row(
              listed.id(),
              of.range().from().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""),
              Duration.between(of.range().from(), of.range().to()).toSeconds(),
              of.counts().traces(),
              String.format(Locale.ROOT, "%.1f", of.capture().bytes() / 1e6),
              of.complete() ? "yes" : "no",
              baseline(of));
        }
      }
      return table;
    }

    private static String baseline(Manifest manifest) {
      Manifest.BaselineFile baseline = manifest.baseline();
      return baseline == null ? "-" : baseline.name().toString();
    }

    private static Map<String, Object> json(ManifestFile.Listed<CaptureId, Manifest> listed) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", listed.id().toString());
      Manifest of = listed.manifest().orElse(null);
      if (of == null) {
        json.put("problem", listed.problem());
        return json;
      }
      json.put("label", of.label());
      json.put("created", of.created().toString());
      json.put("from", of.range().from().toString());
      json.put("to", of.range().to().toString());
      json.put("complete", of.complete());
      json.put("traces", of.counts().traces());
      json.put("spans", of.counts().spans());
      json.put("bytes", of.capture().bytes());
      json.put("sha256", of.capture().sha256());
      json.put("baseline", baseline(of));
      return json;
    }
  }

  /** {@code spanline captures send}. */
  @Command(
      name = "send",
      description = {
        "Post a capture to an OTLP/HTTP receiver, line by line and unchanged. Any Collector, Jaeger or"
            + " vendor's endpoint then shows its traces span for span.",
        "Refuses a capture that does not match its manifest; without a manifest, stops at the first"
            + " damaged or out-of-order line. Lines sent before a failure stay sent; --from-line"
            + " continues from there.",
        "",
        "Examples: ./spanline captures send capture_001",
        "          ./spanline captures send data/sample/captures/capture_001.json --to"
            + " http://127.0.0.1:4318"
      },
      mixinStandardHelpOptions = true)
  static final class Send implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(paramLabel = "CAPTURE", description = "path, or an id such as capture_001")
    private String capture = "";

    @Option(
        names = "--to",
        paramLabel = "URL",
        description = "receiver (default: the running stack's Collector)")
    private @Nullable URI to;

    @Option(
        names = "--from-line",
        paramLabel = "N",
        defaultValue = "1",
        description = "first line to send (default: ${DEFAULT-VALUE})")
    private long fromLine;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
      Invocation invocation = Invocation.ofThisProcess();
      Screen screen = output.screen();
      if (fromLine < 1) {
        throw Complaint.refused("invalid --from-line %d; lines count from 1".formatted(fromLine));
      }
      Path file = CaptureFiles.find(invocation.captures(), capture);
      CaptureSender sender = new CaptureSender(receiver(invocation), PATIENCE);
      Instant began = Instant.now();
      long sent = send(file, sender, screen);
      screen.result(
          "sent %d lines of %s to %s in %s"
              .formatted(
                  sent,
                  file,
                  sender.target(),
                  Screen.seconds(Duration.between(began, Instant.now()))));
      screen.json(Map.of("file", file.toString(), "sent", sent, "to", sender.target().toString()));
      return 0;
    }

    private URI receiver(Invocation invocation) {
      URI receiver =
          to == null ? URI.create("http://" + invocation.stack().address(Port.OTLP_HTTP)) : to;
      if (receiver.getHost() == null || !List.of("http", "https").contains(receiver.getScheme())) {
        throw Complaint.refused(
            "invalid --to '%s'; expected a URL such as http://127.0.0.1:4318".formatted(receiver));
      }
      if (receiver.getRawUserInfo() != null) {
        throw Complaint.refused(
            "--to takes no user and password, since they would not be sent; leave out all before the @");
      }
      return receiver;
    }

    private long send(Path file, CaptureSender sender, Screen screen)
        throws IOException, InterruptedException {
      long number = 0;
      long sent = 0;
      try (IntactLines lines = IntactLines.of(file);
          Screen.Bar bar = screen.bar("sending", Files.size(file) / 1024, "KiB")) {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          number++;
          if (number >= fromLine) {
            try {
              sender.send(line);
            } catch (ClientException e) {
              throw Complaint.failed(
                  "%s line %d: %s; continue with --from-line %d"
                      .formatted(file, number, e.getMessage(), number));
            }
            sent++;
          }
          bar.stepTo(lines.bytesRead() / 1024);
        }
      }
      return sent;
    }
  }
}
