package io.spanline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aMachineGetsOneObjectOnOneLineAndNothingElse() {
    speak(screen(Screen.Manner.JSON, false));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("beware\n");
  }

  @Test
  void quietIsTheResultAlone() {
    speak(screen(Screen.Manner.QUIET, false));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("the result\n");
  }

  @Test
  void withoutATerminalThereIsNoColourAndNoBar() {
    Screen screen = screen(Screen.Manner.CHATTY, false);
    speak(screen);
    try (Screen.Bar bar = screen.bar("task", 10, "steps")) {
      bar.step();
    }

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("on the way\nthe result\n");
  }

  @Test
  void aTerminalHasColour() {
    speak(screen(Screen.Manner.CHATTY, true));

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\u001B[1mresult");
  }

  private static void speak(Screen screen) {
    screen.say("on the way");
    screen.result("the @|bold result|@");
    screen.json(Map.of("n", 1));
    screen.warn("beware");
  }

  private Screen screen(Screen.Manner manner, boolean colour) {
    return new Screen(manner, new Screen.Surface(false, colour, print(out), print(err)));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
