package io.spanline.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepLinesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void aDownloadThatComesIsALineOnceItIsThere() {
    try (StepLines steps = lines(false)) {
      steps.started("download Jaeger", Duration.ZERO);
      steps.received("download Jaeger", 13);
      steps.detail("download Jaeger", "98.3 MB, as published");
      steps.finished("download Jaeger", Duration.ofMillis(3100));
    }

    assertThat(text().lines())
        .containsExactly(
            "  download Jaeger        98.3 MB, as published", "  download Jaeger        3.1 s");
  }

  @Test
  void aDownloadThatIsGivenUpSaysWhy() {
    try (StepLines steps = lines(false)) {
      steps.received("download Jaeger", 13);
      steps.gaveUp("download Jaeger", "no byte came");
    }

    assertThat(text().lines()).containsExactly("  download Jaeger        gave up: no byte came");
  }

  @Test
  void onATerminalADownloadIsABarThatGoes() {
    try (StepLines steps = lines(true)) {
      steps.received("download Jaeger", 13);
      steps.gaveUp("download Jaeger", "no byte came");
    }

    assertThat(text()).contains("13/100 %").endsWith("gave up: no byte came\n");
  }

  private StepLines lines(boolean terminal) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new StepLines(
        new Screen(Screen.Manner.CHATTY, new Screen.Surface(terminal, false, stream, stream)));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
