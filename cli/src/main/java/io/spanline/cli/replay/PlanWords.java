package io.spanline.cli.replay;

import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Selection;
import io.spanline.cli.capture.CaptureFiles;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.plan.PlanOptions;
import io.spanline.experiments.replay.plan.SideEffects;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which requests are replayed, when and to whom. */
final class PlanWords {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CAPTURE",
      description = "capture in the data folder, such as capture_001, or a file")
  private @Nullable String capture;

  @Mixin private SendingOptions sending = new SendingOptions();
  @ArgGroup private PaceWords pace = new PaceWords();

  @Option(
      names = "--repeat",
      defaultValue = "1",
      paramLabel = "N",
      description = "send everything N times, one after the other (default: ${DEFAULT-VALUE})")
  private int repeat;

  @Option(names = "--limit", paramLabel = "N", description = "only the first N requests")
  private @Nullable Integer limit;

  @Option(
      names = "--where",
      paramLabel = "KEY=VALUE",
      description =
          "only traces with this service, operation, outcome or error=true|false; may be repeated")
  private Map<String, String> where = new LinkedHashMap<>();

  @Option(
      names = "--allow-side-effects",
      description = "also send what is not GET, HEAD or OPTIONS")
  private boolean sideEffects;

  /** Either of two ways to pace. */
  static final class PaceWords {
    @Option(
        names = "--speed",
        paramLabel = "FACTOR",
        description = "as captured, FACTOR times as fast, 0.1 to 100 (default: 1)")
    @Nullable Double speed;

    @Option(
        names = "--rate",
        paramLabel = "N",
        description = "evenly, N requests a second, up to 100000, instead of as captured")
    @Nullable Double rate;

    Pace pace() {
      return rate == null ? new Pace.Speed(speed == null ? 1 : speed) : new Pace.Rate(rate);
    }
  }

  /**
   * What the words ask for.
   *
   * @param stack whose services are asked; empty if none runs
   */
  PlanOptions options(CaptureFolder captures, Optional<Settings> stack) throws IOException {
    Path file = file(captures);
    try {
      return new PlanOptions(
          file,
          sending.targets(stack),
          sending.requests(),
          pace.pace(),
          repeat,
          limit,
          filter(),
          sideEffects ? SideEffects.ALLOWED : SideEffects.REFUSED);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  private Path file(CaptureFolder captures) throws IOException {
    String name = capture;
    if (name == null) {
      throw Complaint.refused(
          List.of(
              "which capture? for example: ./spanline replay capture_001",
              "./spanline captures list shows them"));
    }
    return CaptureFiles.find(captures, name);
  }

  private Selection.Filter filter() {
    where
        .keySet()
        .forEach(
            key -> {
              if (!List.of("service", "operation", "outcome", "error").contains(key)) {
                throw new IllegalArgumentException(
                    "--where knows service, operation, outcome and error, not '%s'".formatted(key));
              }
            });
    return new Selection.Filter(
        where.get("service"), where.get("operation"), where.get("outcome"), error(), null);
  }

  private @Nullable Boolean error() {
    String error = where.get("error");
    if (error == null) {
      return null;
    }
    return switch (error) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "--where error must be true or false, was '%s'".formatted(error));
    };
  }
}
