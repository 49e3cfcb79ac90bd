package io.spanline.cli.capture;

import io.spanline.captures.verification.CaptureVerification;
import io.spanline.captures.verification.Verification;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.TopicVerificationView;
import io.spanline.cli.view.VerificationView;
import io.spanline.clients.recount.TopicVerification;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spanline capture}. */
@Command(
    name = "capture",
    description = "Check a capture on disk.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = CaptureCommand.Verify.class)
public final class CaptureCommand {
  private CaptureCommand() {}

  /** {@code spanline capture verify}. */
  @Command(
      name = "verify",
      description = {
        "Check that a capture is what was written: every line against its checksum and its spans,"
            + " all of them against the manifest and the baseline. Needs no stack.",
        "With --against-topic also read again what it was taken from, while the running stack keeps it:"
            + " the topic traces must hold the same traces and spans (ids, kinds, times, statuses;"
            + " names and attributes are cleaned in a capture and not compared), and their requests,"
            + " errors and times, recounted by service and window, must be the rows of the topic"
            + " service-statistics.",
        "",
        "Examples: ./spanline capture verify capture_001",
        "          ./spanline capture verify capture_001 --against-topic",
        "          ./spanline capture verify data/sample/captures/capture_001.json"
      },
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:the capture is what was written, and what the topics hold if they were asked",
        "1:it is not, or the topics no longer hold what it was taken from; the problems are printed",
        "2:the capture does not exist"
      })
  static final class Verify implements Callable<Integer> {
    private static final int KIB = 1024;

    @Parameters(paramLabel = "CAPTURE", description = "path, or an id such as capture_001")
    private String capture = "";

    @Option(
        names = "--against-topic",
        description = "also compare with the topics of the running stack")
    private boolean againstTopic;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
      Invocation invocation = Invocation.ofThisProcess();
      Screen screen = output.screen();
      Path file = CaptureFiles.find(invocation.captures(), capture);
      Verification verification;
      try (Screen.Bar bar = screen.bar("verifying", Files.size(file) / KIB, "KiB")) {
        verification = CaptureVerification.verify(file, bytes -> bar.stepTo(bytes / KIB));
      }
      VerificationView.show(verification, screen);
      Map<String, Object> json = VerificationView.json("capture", verification);
      boolean good = verification.isSound();
      if (good && againstTopic) {
        TopicVerification.Found found = TopicVerification.verify(file, invocation.stack());
        TopicVerificationView.lines(found).forEach(screen::result);
        json.put("against_topic", TopicVerificationView.json(found));
        good = found.isEqual();
      }
      screen.json(json);
      return good ? 0 : 1;
    }
  }
}
