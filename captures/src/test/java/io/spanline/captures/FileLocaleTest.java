package io.spanline.captures;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.baseline.Baselines;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.captures.manifest.Manifests;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Spans;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files do not depend on where they are written; in Egypt, digits have other forms. */
class FileLocaleTest {
  private final Locale here = Locale.getDefault();

  @AfterEach
  void back() {
    Locale.setDefault(here);
  }

  @Test
  void aBaselineIsTheSameEverywhere() {
    assertSameInEgypt(() -> BaselineYaml.write(Baselines.golden()));
    assertSameInEgypt(() -> BaselineYaml.write(withAllWarnings()));
  }

  @Test
  void aManifestIsTheSameEverywhere() {
    assertSameInEgypt(() -> ManifestJson.write(Manifests.full()));
  }

  @Test
  void theBaselineOfTheTestHasTheFiguresInWords() {
    assertThat(withAllWarnings().warnings())
        .anyMatch(warning -> warning.contains("more than 2000 operations"))
        .anyMatch(warning -> warning.contains("%"))
        .anyMatch(warning -> warning.contains("5 were left out"))
        .anyMatch(warning -> warning.contains("12 not-otlp"));
  }

  private static void assertSameInEgypt(Supplier<byte[]> written) {
    Locale.setDefault(Locale.ROOT);
    String there = new String(written.get(), StandardCharsets.UTF_8);
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

    assertThat("%d".formatted(1)).isEqualTo("\u0661");
    assertThat(new String(written.get(), StandardCharsets.UTF_8)).isEqualTo(there);
  }

  /** With a warm-up, more names than there may be, two captures. */
  private static Baseline withAllWarnings() {
    BaselineTally tally = new BaselineTally();
    for (int i = 0; i < 400; i++) {
      Duration slowAtFirst = Duration.ofMillis(i < 100 ? 900 : 10).plusNanos(i);
      tally.add(Baselines.request("a", i, slowAtFirst), Baselines.EVER);
    }
    for (int i = 0; i < 2_100; i++) {
      tally.add(Spans.entry("b").named("op" + i).trace(), Baselines.EVER);
    }
    return tally.baseline(
        BaselineName.NORMAL,
        List.of(
            Manifests.with(
                1,
                new Selection(null, new Selection.Filter("a", null, null, null, null), null),
                null,
                Manifests.conditions()),
            Manifests.ofMinute(2)));
  }
}
