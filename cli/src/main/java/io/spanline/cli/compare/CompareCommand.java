package io.spanline.cli.compare;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.replay.ReplayFiles;
import io.spanline.cli.view.ComparisonMarkdown;
import io.spanline.cli.view.ComparisonView;
import io.spanline.cli.view.DetectableMarkdown;
import io.spanline.cli.view.DetectableView;
import io.spanline.cli.view.JunitXml;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.Detectable;
import io.spanline.experiments.compare.DetectableFile;
import io.spanline.experiments.compare.FailOn;
import io.spanline.experiments.compare.Pairs;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spanline compare}. */
@Command(
    name = "compare",
    description = {
      "Say what changed between two baselines or captures: first in words, then the figures that"
          + " moved, nearest to the cause first. Needs no running stack.",
      "",
      "worse            shown to be above, and by more than both limits",
      "better           shown to be below, likewise",
      "same             shown to differ by less than a limit",
      "not worse        shown not to be above by more than a limit; it may be below",
      "unclear          none of these: it may be worse or not",
      "too little data  an interval has no bound where it would decide; it says how many samples that"
          + " takes",
      "other mix        a service that was asked for other operations: these are judged",
      "new, gone        on one side only",
      "",
      "Of 100 comparisons of equal runs at most 2 call anything worse, however much they list, unless"
          + " slowness lasts longer than an eighth of a run: docs/verdict.md.",
      "",
      "What decides: p95 and error rate of the services that nobody calls (if each is called, of"
          + " any); with --pairs response time and error rate of the services asked. Of several"
          + " the two with most requests.",
      "",
      "Examples: ./spanline compare normal capture_002",
      "          ./spanline compare normal",
      "          ./spanline compare --pairs replay_001 replay_002"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is worse or gone, or there is no B",
      "1:something is, or what --fail-on names",
      "2:a side does not exist or is damaged"
    },
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
  /** How it is written. */
  enum Format {
    TEXT,
    JSON,
    JUNIT,
    MARKDOWN
  }

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "how it was: a baseline or capture by name, or a file")
  private String before = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "B",
      description =
          "how it is now, likewise; without it: the smallest changes that a comparison of A with"
              + " another run like it finds in 8 of 10 cases, with --all of every figure")
  private @Nullable String after;

  @Option(
      names = "--pairs",
      description =
          "A and B are replays of the same requests, such as replay_001: each request is compared"
              + " with itself, which finds smaller changes; one that failed on a side counts among"
              + " errors and not among times")
  private boolean pairs;

  @Mixin private JudgingOptions judging = new JudgingOptions();

  @Option(
      names = "--fail-on",
      paramLabel = "worse|unclear",
      defaultValue = "WORSE",
      description = "unclear: exit 1 also if a figure that decides may be worse")
  private FailOn failOn = FailOn.WORSE;

  @Option(
      names = "--format",
      paramLabel = "text|json|junit|markdown",
      description = "how it is written (text); json is --json")
  private @Nullable Format format;

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Format wanted = output.format(format, Format.TEXT, Format.JSON);
    Screen screen = wanted == Format.JSON ? output.screenOfJson() : output.screen();
    if (after == null) {
      print(screen, wanted, detectable(screen, wanted));
      return 0;
    }
    ComparisonFile file = compared(screen, after);
    print(screen, wanted, file);
    return failOn.fails(file.comparison()) ? 1 : 0;
  }

  /** A file that is damaged is no finding: exit 1 is for what is worse. */
  private ComparisonFile compared(Screen screen, String other) {
    try {
      return pairs ? ofReplays(other) : ofSides(screen, other);
    } catch (IOException e) {
      throw Complaint.refused(FileErrors.words(e));
    }
  }

  private ComparisonFile ofSides(Screen screen, String other) throws IOException {
    Sides sides = new Sides(Invocation.ofThisProcess().captures(), screen);
    Comparison comparison = Comparison.of(sides.read(before), sides.read(other), judging.limits());
    return ComparisonFile.of(before, other, judging.limits(), comparison);
  }

  private ComparisonFile ofReplays(String other) throws IOException {
    return ComparisonFile.of(
        before, other, judging.limits(), Pairs.of(replay(before), replay(other), judging.limits()));
  }

  private static Path replay(String pathOrId) throws IOException {
    return ReplayFiles.find(Invocation.ofThisProcess().replays(), pathOrId);
  }

  private Detectable detectable(Screen screen, Format wanted) {
    if (wanted == Format.JUNIT) {
      throw Complaint.refused("--format junit tells what changed from A to B; give B as well");
    }
    try {
      return pairs
          ? Detectable.ofReplay(before, replay(before), judging.limits())
          : Detectable.of(
              before,
              new Sides(Invocation.ofThisProcess().captures(), screen).read(before),
              judging.limits());
    } catch (IOException e) {
      throw Complaint.refused(FileErrors.words(e));
    }
  }

  private int width() {
    return spec.root().usageMessage().width();
  }

  private void print(Screen screen, Format wanted, Detectable detectable) {
    switch (wanted) {
      case JSON -> screen.json(DetectableFile.of(detectable));
      case MARKDOWN ->
          new DetectableMarkdown(judging.all()).lines(detectable).forEach(screen::result);
      default ->
          new DetectableView(width(), judging.all()).lines(detectable).forEach(screen::result);
    }
  }

  private void print(Screen screen, Format wanted, ComparisonFile file) {
    switch (wanted) {
      case TEXT -> new ComparisonView(width(), judging.all()).lines(file).forEach(screen::result);
      case JSON -> screen.json(file);
      case JUNIT -> JunitXml.of(file, failOn).forEach(screen::result);
      case MARKDOWN -> new ComparisonMarkdown(judging.all()).lines(file).forEach(screen::result);
    }
  }
}
