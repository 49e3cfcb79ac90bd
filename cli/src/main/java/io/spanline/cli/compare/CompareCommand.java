package io.spanline.cli.compare;

import io.spanline.captures.replay.ReplayFolder;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.replay.ReplayFiles;
import io.spanline.cli.view.ComparisonMarkdown;
import io.spanline.cli.view.ComparisonView;
import io.spanline.cli.view.JunitXml;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.FailOn;
import io.spanline.experiments.compare.Pairs;
import io.spanline.experiments.compare.Side;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.util.Locale;
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
      "unclear          none of these: it may have moved or not",
      "too little data  an interval has no bound; it says how many samples that takes",
      "other mix        a service that was asked for other operations: these are judged",
      "new, gone        on one side only",
      "",
      "Of 100 comparisons of equal runs at most 2 call anything worse, however much they list:"
          + " docs/verdict.md.",
      "",
      "What decides: p95 and error rate of the services that nobody calls (if each is called, of"
          + " any); with --pairs response time and error rate of the services asked. Of several"
          + " the two with most requests.",
      "",
      "Examples: ./spanline compare normal capture_002",
      "          ./spanline compare --pairs replay_001 replay_002"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is worse or gone",
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

  @Parameters(index = "1", paramLabel = "B", description = "how it is now, likewise")
  private String after = "";

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
      description =
          "unclear: exit 1 also if a figure that decides is not shown to be the same or better")
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
    Format wanted = format();
    Screen screen = wanted == Format.JSON ? output.screenOfJson() : output.screen();
    ComparisonFile file = compared(screen);
    print(screen, wanted, file);
    return failOn.fails(file.comparison()) ? 1 : 0;
  }

  private Format format() {
    if (!output.isJson()) {
      return format == null ? Format.TEXT : format;
    }
    if (format != null && format != Format.JSON) {
      throw Complaint.refused(
          "--json and --format %s are two formats; give one of them"
              .formatted(format.name().toLowerCase(Locale.ROOT)));
    }
    return Format.JSON;
  }

  /** A file that is damaged is no finding: exit 1 is for what is worse. */
  private ComparisonFile compared(Screen screen) {
    try {
      return pairs ? ofReplays() : ofSides(screen);
    } catch (IOException e) {
      throw Complaint.refused(FileErrors.words(e));
    }
  }

  private ComparisonFile ofSides(Screen screen) throws IOException {
    Sides sides = new Sides(Invocation.ofThisProcess().captures(), screen);
    Side one = sides.read(before);
    Side other = sides.read(after);
    return ComparisonFile.of(
        before, after, judging.limits(), Comparison.of(one, other, judging.limits()));
  }

  private ComparisonFile ofReplays() throws IOException {
    ReplayFolder replays = Invocation.ofThisProcess().replays();
    Pairs compared =
        Pairs.of(
            ReplayFiles.find(replays, before), ReplayFiles.find(replays, after), judging.limits());
    return ComparisonFile.of(before, after, judging.limits(), compared);
  }

  private void print(Screen screen, Format wanted, ComparisonFile file) {
    switch (wanted) {
      case TEXT ->
          new ComparisonView(spec.root().usageMessage().width(), judging.all())
              .lines(file)
              .forEach(screen::result);
      case JSON -> screen.json(file);
      case JUNIT -> JunitXml.of(file, failOn).forEach(screen::result);
      case MARKDOWN -> new ComparisonMarkdown(judging.all()).lines(file).forEach(screen::result);
    }
  }
}
