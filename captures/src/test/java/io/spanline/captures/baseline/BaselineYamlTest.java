package io.spanline.captures.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.GoldenFiles;
import io.spanline.captures.Resealed;
import io.spanline.model.Name;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineYamlTest {
  private static final String GOLDEN = "baseline-3.yaml";

  @Test
  void writesTheGoldenFile() {
    assertThat(text(BaselineYaml.write(Baselines.golden()))).isEqualTo(GoldenFiles.text(GOLDEN));
  }

  @Test
  void readsTheGoldenFile() {
    assertThat(BaselineYaml.read(GoldenFiles.bytes(GOLDEN))).isEqualTo(Baselines.golden());
  }

  @Test
  void theSameTracesInAnotherOrderDifferInNoFigure() {
    BaselineTally forwards = new BaselineTally();
    BaselineTally backwards = new BaselineTally();
    for (int i = 0; i < 90; i++) {
      forwards.add(Baselines.request("a", i, Duration.ofMillis(i)), Baselines.EVER);
      backwards.add(Baselines.request("a", 89 - i, Duration.ofMillis(89 - i)), Baselines.EVER);
    }

    assertThat(text(BaselineYaml.write(Baselines.of(backwards))))
        .isEqualTo(text(BaselineYaml.write(Baselines.of(forwards))));
  }

  @Test
  void ignoresFieldsOfLaterVersions() {
    String later =
        GoldenFiles.text(GOLDEN).replace("    unanswered: 0\n", "    unanswered: 0\n    x: [2]\n");

    assertThat(BaselineYaml.read(Resealed.baseline(later))).isEqualTo(Baselines.golden());
  }

  @Test
  void canDoWithoutDigests() {
    String text = GoldenFiles.text(GOLDEN);

    Baseline without =
        BaselineYaml.read(Resealed.baseline(text.substring(0, text.indexOf("digests:"))));

    assertThat(without.services().keySet()).isEqualTo(Baselines.golden().services().keySet());
    assertThat(
            without.services().values().stream()
                .map(service -> service.requests().latencies())
                .filter(Objects::nonNull)
                .map(Latencies::digest))
        .containsOnlyNulls();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes", "NO", "null", "~", "1e3",
        "0x10", "2026-11-22", "a: b", "- a", "# a",
        "&a", "*a", "!!str a", "{a}", "[a]",
        "'a'", "\"a\"", "a\\b", "a\nb: c", "a\r\tb",
        " a ", "", "\0\u0007\u007f\u0085\u00a0", "\u2028\u2029\ufeff\ufffe\uffff", "\u202etxt.exe",
        "\ud83d\ude00 größer 日本", "\ud800", "?", "<<"
      })
  void anyNameComesBackAsItWas(String name) {
    BaselineTally tally = new BaselineTally();
    tally.add(
        Traces.complete(
            List.of(Spans.entry("a").named(name).span(), Spans.exit("a").under("x").span())),
        Baselines.EVER);
    Baseline baseline = Baselines.of(tally);

    Baseline read = BaselineYaml.read(BaselineYaml.write(baseline));

    assertThat(read).isEqualTo(baseline);
    assertThat(Objects.requireNonNull(read.services().get("a")).operations())
        .containsOnlyKeys(Name.of(name));
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 257, 5_000})
  void aLongNameComesBackAsLongAsALiveOne(int length) {
    BaselineTally tally = new BaselineTally();
    tally.add(Spans.entry("a").named("x".repeat(length)).trace(), Baselines.EVER);
    Baseline baseline = Baselines.of(tally);

    assertThat(BaselineYaml.read(BaselineYaml.write(baseline))).isEqualTo(baseline);
    assertThat(Objects.requireNonNull(baseline.services().get("a")).operations())
        .containsOnlyKeys(Name.of("x".repeat(length)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "baseline/3\"|baseline/4\"|schema must be 'spanline.baseline/3', was",
        "baseline/3\"|baseline/2\"|schema is 'spanline.baseline/2', which is no longer read; take a",
        "captures:|other:|captures is missing",
        "name: \"normal\"|name: \"../x\"|name must be 1 to 64 of",
        "name: \"normal\"|name: 5|name must be 1 to 64 of a-z 0-9 . _ -, beginning",
        "created: \"2026|created: \"yesterday 2026|created must be an instant such as",
        "requests: 80|requests: \"80\"|service-a.requests must be a whole number, was \"80\"",
        "requests: 80|requests: 80.0|services.service-a.requests must be a whole number, was 80.0",
        "requests: 80|requests: -80|service-a: a rate needs a request and at most as",
        "requests: 80|requests: 99999999999999999999|services.service-a.requests: Numeric value",
        "requests: 80|requests: null|services.service-a.requests must be a whole number, was null",
        "errors: 7|errors: 81|services.service-a: a rate needs a request and at most as many",
        "errors: 7|errors: 6|services.service-a: error_rate must be that of the counts, 0.075",
        "p50_ms: 298.518519|p50_ms: 298.5185191|p50_ms must be milliseconds with at most 6",
        "p50_ms: 298.518519|p50_ms: 1e999999999|p50_ms must be",
        "p50_ms: 298.518519|p50_ms: .nan|not a baseline: line 140: Malformed numeric value",
        "p50_ms: 298.518519|p50_ms: 599.0|services.service-a: a quantile lies in its interval",
        "min_ms: 7.654321|min_ms: 700.0|service-a: min, p50, p95, p99 and max must not fall",
        "mean_ms: 302.97068|mean_ms: 1.0|service-a: the mean must lie between min and max",
        "p50_ms_ci: [229.62963, 375.061729]|p50_ms_ci: [229.62963]|p50_ms_ci must be [low, high]",
        "p50_ms_ci: [229.62963, 375.061729]|p50_ms_ci: 3|services.service-a.p50_ms_ci must be a list, was 3",
        "all: \"AgEBAg==\"|all: \"AgEB\"|services.no: a digest cannot be read",
        "all: \"AgEBAg==\"|all: \"AgIBAgI=\"|no: the digest has 2 samples",
        "unanswered: 1|unanswered: 2|edges.service-a->gone: unanswered is at most the calls",
        "warnings:|warnings: 7⏎x:|warnings must be a list, was 7",
        "warnings:|warnings: [\"a\", null]⏎x:|warnings[1] is missing",
        "captures:|captures: [null]⏎x:|captures[0] is missing",
        "name: \"normal\"|name: &n \"normal\"⏎label: *n|it has an alias in line",
        "name: \"normal\"|name: \"normal\"⏎name: \"x\"|Duplicate field 'name'",
        "name: \"normal\"|name: [[[|not a baseline: "
      })
  void refusesWhatIsNotABaselineByNameOfTheField(String line, String instead, String message) {
    String golden = GoldenFiles.text(GOLDEN);
    int at = golden.indexOf(line);
    String edited =
        golden.substring(0, at) + instead.replace("⏎", "\n") + golden.substring(at + line.length());
    assertThat(edited).isNotEqualTo(golden);

    assertThatThrownBy(() -> read(edited))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageMatching(".{1,300}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a: [", "5", "- a", "a: b\n---\nc: d", "\u0000", "[[[[", "a: !!x y"})
  void refusesWhatIsNoMappingAtAll(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(not a baseline: |schema must be ).*");
  }

  @Test
  void refusesATextAsDeepAsItsBytesGo() {
    assertThatThrownBy(() -> read("a: " + "[".repeat(200_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a baseline: ");
  }

  @Test
  void namesTheLineThatIsNoYaml() {
    String broken = GoldenFiles.text(GOLDEN).replaceFirst("    requests: 80", "   requests: [80");

    assertThatThrownBy(() -> read(broken)).hasMessageMatching("not a baseline: line [0-9]+: .+");
  }

  private static Baseline read(String text) {
    return BaselineYaml.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
