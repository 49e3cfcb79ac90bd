package io.spanline.bench.baseline;

import io.spanline.stack.Checkout;
import io.spanline.stack.JavaProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Computes the same figures of one capture by our program and by jq, sort and awk, in turns. */
public final class BaselineBench {
  /**
   * A line a request: service, nanoseconds, 1 for an error. The first digits of both times go, for
   * jq's numbers have no more than 53 bits; where that makes the end the smaller one, it is put
   * right.
   */
  private static final String JQ =
      """
      .resourceSpans[]
      | ([.resource.attributes[] | select(.key == "service.name").value.stringValue][0]) as $service
      | .scopeSpans[].spans[]
      | select(.kind == 2 or .kind == 5)
      | ((.endTimeUnixNano[4:] | tonumber) - (.startTimeUnixNano[4:] | tonumber)) as $nanos
      | [$service,
         (if $nanos < 0 then $nanos + 1000000000000000 else $nanos end),
         (if .status.code == 2 then 1 else 0 end)]
      | @tsv
      """;

  private static final String AWK =
      """
      function over() {
        if (n > 0) printf "%s %d %d %.6f %.6f\\n", service, n, errors, rank(0.5) / 1e6, rank(0.95) / 1e6
        n = 0; errors = 0
      }
      function rank(q,  r) { r = int(q * n); if (r < q * n - 1e-9) r++; return nanos[r] }
      $1 != service { over(); service = $1 }
      { nanos[++n] = $2; errors += $3 }
      END { over() }
      """;

  private final Checkout checkout;
  private final Path folder;
  private final Consumer<String> say;

  /**
   * A bench.
   *
   * @param folder for the capture, which is large
   * @param say hears what goes on
   */
  public BaselineBench(Checkout checkout, Path folder, Consumer<String> say) {
    this.checkout = checkout;
    this.folder = folder;
    this.say = say;
  }

  /**
   * One program's answer.
   *
   * @param figures a line a service
   */
  public record Run(Duration took, List<String> figures) {
    public Run {
      figures = List.copyOf(figures);
    }
  }

  /** What all runs gave; they alternate. */
  public record Result(long traces, long bytes, List<Run> ours, List<Run> shell) {
    /** Whether both say the same of every service, each time. */
    public boolean isEqual() {
      List<String> first = ours.get(0).figures();
      return !first.isEmpty()
          && ours.stream().allMatch(run -> run.figures().equals(first))
          && shell.stream().allMatch(run -> run.figures().equals(first));
    }
  }

  /** Makes a capture and runs each program so many times. */
  public Result run(long traces, int runs) throws IOException, InterruptedException {
    say.accept("making a capture of %d traces".formatted(traces));
    Path capture =
        LargeCapture.in(
            folder,
            traces,
            1,
            written -> {
              if (written % 200_000 == 0) {
                say.accept("%d traces are written".formatted(written));
              }
            });
    List<Run> ours = new ArrayList<>();
    List<Run> shell = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      ours.add(timed(ourProgram(capture)));
      say.accept("run %d: baseline %.1f s".formatted(run, seconds(ours)));
      shell.add(timed(shellProgram(capture)));
      say.accept("run %d: jq, sort and awk %.1f s".formatted(run, seconds(shell)));
    }
    return new Result(traces, Files.size(capture), ours, shell);
  }

  private static double seconds(List<Run> runs) {
    return runs.get(runs.size() - 1).took().toMillis() / 1e3;
  }

  /** With the options that {@code ./spanline} gives its own programs. */
  private List<String> ourProgram(Path capture) {
    return new JavaProgram(
            BaselineRun.class.getName(),
            JavaProgram.classPathOf(checkout, "bench"),
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=4"),
            List.of(capture.toString()))
        .command();
  }

  private List<String> shellProgram(Path capture) throws IOException {
    Path jq = Files.writeString(folder.resolve("requests.jq"), JQ);
    Path awk = Files.writeString(folder.resolve("quantiles.awk"), AWK);
    String pipe =
        "export LC_ALL=C; jq -r -f '%s' '%s' | sort -t '\t' -k1,1 -k2,2n | awk -F '\t' -f '%s'"
            .formatted(jq, capture, awk);
    return List.of("sh", "-c", pipe);
  }

  /** From the start of its JVM or shell to its end. */
  private Run timed(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("program.log");
    long began = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("a program failed: " + Files.readString(log));
    }
    return new Run(
        Duration.ofNanos(System.nanoTime() - began),
        answer.lines().map(BaselineBench::plain).sorted().toList());
  }

  /** Both print milliseconds with six digits at most; here none ends with zeros. */
  private static String plain(String line) {
    return line.replaceAll("(\\.\\d*?)0+( |$)", "$1$2").replaceAll("\\.( |$)", "$1");
  }
}
