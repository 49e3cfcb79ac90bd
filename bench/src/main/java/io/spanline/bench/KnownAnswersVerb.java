package io.spanline.bench;

import io.spanline.bench.answers.AnswerResult;
import io.spanline.bench.answers.AnswersBench;
import io.spanline.bench.answers.KnownAnswer;
import io.spanline.bench.answers.KnownAnswers;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Line;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spanline bench known-answers}. */
@Command(
    name = "known-answers",
    description = {
      "Run experiments whose verdict is known, on a real stack, and hold each against it.",
      "",
      "200 ms on an edge must fail, be measured as 198 to 210 ms, and be felt by its callers"
          + " alone; on an edge that no request uses it is invalid. Nothing injected must pass, and"
          + " so must 5 ms where 20 are allowed. An edge that is down fails exactly the requests"
          + " that call over it. Beside a core kept busy nothing injected must not fail.",
      "",
      "Takes about 12 min on two cores. Nothing else should run meanwhile.",
      "",
      "Example: ./spanline bench known-answers slow --times 2"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:each verdict is right",
      "1:one is wrong; the folder of its stack and experiments is kept and named",
      "2:wrong usage"
    })
final class KnownAnswersVerb implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..*", description = "only these (all)")
  private Set<String> names = new TreeSet<>();

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "runs of each (10 of slow, 3 of the others)")
  private int times;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    Screen screen = output.screen();
    List<KnownAnswer> wanted = wanted();
    RunFolder folder = RunFolder.of("known-answers");
    Files.createDirectories(folder.path());
    List<Map<String, Object>> rows = new ArrayList<>();
    boolean isRight = true;
    long began = System.nanoTime();
    screen.say(Line.of(Style.FAINT, "starting a stack"));
    try (AnswersBench bench = new AnswersBench(folder.checkout().root(), folder.path())) {
      for (KnownAnswer answer : wanted) {
        for (int run = 1; run <= answer.times(); run++) {
          AnswerResult result = bench.run(answer);
          isRight &= result.wrong().isEmpty();
          print(answer, run, result, screen);
          rows.add(json(answer, result));
        }
      }
    }
    screen.say(
        Line.of(
            Style.FAINT, "took " + Screen.seconds(Duration.ofNanos(System.nanoTime() - began))));
    screen.json(Map.of("right", isRight, "runs", rows));
    if (isRight) {
      Utils.delete(folder.path().toFile());
      return 0;
    }
    screen.warn("what they left: " + folder.path());
    return 1;
  }

  private List<KnownAnswer> wanted() {
    List<KnownAnswer> all = KnownAnswers.all();
    Set<String> unknown = new TreeSet<>(names);
    all.forEach(each -> unknown.remove(each.name()));
    if (!unknown.isEmpty() || times < 0) {
      throw Complaint.refused(
          times < 0
              ? "--times is 1 or more, was " + times
              : "there is no %s; there are %s"
                  .formatted(unknown, all.stream().map(KnownAnswer::name).toList()));
    }
    return all.stream()
        .filter(each -> names.isEmpty() || names.contains(each.name()))
        .map(each -> times == 0 ? each : each.times(times))
        .toList();
  }

  private static void print(KnownAnswer answer, int run, AnswerResult result, Screen screen) {
    Line word =
        result.wrong().isEmpty() ? Line.of(Style.GREEN, "ok   ") : Line.of(Style.RED, "WRONG");
    screen.result(
        word.then(
            String.format(
                Locale.ROOT,
                " %-7s %2d of %-2d  %4.0f s  %-12s %s",
                answer.name(),
                run,
                answer.times(),
                result.left().took().toMillis() / 1e3,
                result.left().outcome(),
                measured(result))));
    if (!result.wrong().isEmpty()) {
      result.wrong().forEach(wrong -> screen.result("        wrong: " + wrong));
      result.left().why().forEach(line -> screen.result("        " + line));
    }
  }

  /** What was measured, and the figure that decides. */
  private static String measured(AnswerResult result) {
    List<String> parts = new ArrayList<>();
    String ms = result.left().verdict().at("/proof/measured_ms").asText();
    if (!ms.isEmpty()) {
      parts.add("measured %s ms".formatted(ms));
    }
    result
        .left()
        .verdict()
        .path("decides")
        .forEach(
            each ->
                parts.add(
                    "%s %s→%s %s"
                        .formatted(
                            each.at("/figure/name").asText(),
                            each.at("/figure/before").asText(),
                            each.at("/figure/after").asText(),
                            each.at("/figure/word").asText())));
    return String.join(", ", parts);
  }

  private static Map<String, Object> json(KnownAnswer answer, AnswerResult result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", answer.name());
    row.put("about", answer.about());
    row.put("outcome", result.left().outcome());
    row.put("seconds", result.left().took().toMillis() / 1e3);
    row.put("wrong", result.wrong());
    row.put("verdict", result.left().verdict());
    return row;
  }
}
