package io.spanline.cli.replay;

import io.spanline.captures.replay.ReplayFolder;
import io.spanline.captures.verification.ReplayVerification;
import io.spanline.captures.verification.Verification;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.VerificationView;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spanline replay verify}. */
@Command(
    name = "verify",
    description = {
      "Check that a replay is what was written: every line by itself, all of them against the"
          + " manifest. Needs no stack.",
      "",
      "Example: ./spanline replay verify replay_001"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the replay is what was written",
      "1:it is not; the problems are printed",
      "2:the replay does not exist"
    })
final class ReplayVerify implements Callable<Integer> {
  private static final int KIB = 1024;

  @Parameters(paramLabel = "REPLAY", description = "path, or an id such as replay_001")
  private String replay = "";

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    ReplayFolder folder = Invocation.ofThisProcess().replays();
    Path file = ReplayFiles.find(folder, replay);
    Verification verification;
    try (Screen.Bar bar = screen.bar("verifying", Files.size(file) / KIB, "KiB")) {
      verification = ReplayVerification.verify(file, bytes -> bar.stepTo(bytes / KIB));
    }
    VerificationView.show(verification, screen);
    ReplaysCommand.strays(folder).forEach(screen::warn);
    screen.json(VerificationView.json("replay", verification));
    return verification.isSound() ? 0 : 1;
  }
}
